// name: draw_around
// purpose: Things drawn with what touches them: events, places, actors, disputes, and statements known at a time.
// access: read
// parameters: ids, as_of
UNWIND $ids AS id
CALL (id) {
  MATCH (thing:Place {id: id}) RETURN thing
  UNION MATCH (thing:Actor {id: id}) RETURN thing
  UNION MATCH (thing:Event {id: id}) RETURN thing
  UNION MATCH (thing:Document {id: id}) RETURN thing
}
CALL (thing) {
  OPTIONAL MATCH found = (thing)-[:PART_OF|LOCATED_AT|INVOLVES|PRECEDES|PUBLISHED_BY]-(near)
  WHERE NOT near:Statement
  RETURN found
  UNION
  MATCH found = (thing)<-[:ABOUT]-(:Dispute)
  RETURN found
  UNION
  MATCH found = (thing)-[:ABOUT|REPORTS]-(said:Statement)<-[:CLAIMS]-(:Actor)
  WHERE said.known_from <= $as_of AND $as_of < said.known_to
  RETURN found
  UNION
  MATCH found = (thing)-[:CLAIMS|RELAYS]->(said:Statement)-[:ABOUT]->()
  WHERE said.known_from <= $as_of AND $as_of < said.known_to
  RETURN found
}
RETURN thing, found
LIMIT 300
