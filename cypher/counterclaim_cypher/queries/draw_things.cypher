// name: draw_things
// purpose: Things of any kind; Neo4j Browser draws the edges between them by itself.
// access: read
// parameters: ids
UNWIND $ids AS id
CALL (id) {
  MATCH (thing:Place {id: id}) RETURN thing
  UNION MATCH (thing:Actor {id: id}) RETURN thing
  UNION MATCH (thing:Event {id: id}) RETURN thing
  UNION MATCH (thing:Document {id: id}) RETURN thing
  UNION MATCH (thing:Statement {id: id}) RETURN thing
}
RETURN thing
