// name: stored_disputes
// purpose: Disputes as they stand, with their statements and what they are about.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (d:Dispute {id: id})
RETURN d.id AS id, properties(d) AS properties,
  COLLECT {
    MATCH (d)-[held:HAS_STATEMENT]->(s:Statement)
    RETURN [s.id, held.side, held.known_from, held.known_to]
  } AS members,
  COLLECT { MATCH (d)-[:ABOUT]->(thing) RETURN thing.id } AS about
