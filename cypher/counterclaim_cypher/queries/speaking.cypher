// name: speaking
// purpose: How many statements an actor claims and relays, as known at a time.
// access: read
// parameters: id, as_of
MATCH (a:Actor {id: $id})
RETURN
  COUNT { MATCH (a)-[:CLAIMS]->(s:Statement) WHERE s.known_from <= $as_of AND $as_of < s.known_to } AS claims,
  COUNT { MATCH (a)-[:RELAYS]->(s:Statement) WHERE s.known_from <= $as_of AND $as_of < s.known_to RETURN DISTINCT s }
    AS relays
