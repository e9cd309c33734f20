// name: reporting
// purpose: Who speaks in a document and how often, as known at a time, and how many statements rest on it.
// access: read
// parameters: id, as_of
MATCH (n:Document {id: $id})
RETURN
  COUNT { MATCH (n)-[:REPORTS]->(s:Statement) WHERE s.known_from <= $as_of AND $as_of < s.known_to RETURN DISTINCT s }
    AS statements,
  COUNT { MATCH (n)<-[:WAS_DERIVED_FROM]-(s:Statement) WHERE s.known_from <= $as_of AND $as_of < s.known_to }
    AS derived,
  COLLECT {
    MATCH (n)-[:REPORTS]->(s:Statement)<-[:CLAIMS]-(a:Actor)
    WHERE s.known_from <= $as_of AND $as_of < s.known_to
    WITH a, count(DISTINCT s) AS said
    RETURN [a.id, coalesce(a.name, a.id), a.kind, a.reliability, said] ORDER BY said DESC, a.id LIMIT 200
  } AS sources
