// name: wholes_named
// purpose: What actors, places and events are part of, up to the top, with names and kinds.
// access: read
// parameters: ids
UNWIND $ids AS id
CALL (id) {
  MATCH (:Actor {id: id})-[:PART_OF*0..]->(thing:Actor) RETURN thing
  UNION MATCH (:Place {id: id})-[:PART_OF*0..]->(thing:Place) RETURN thing
  UNION MATCH (:Event {id: id})-[:PART_OF*0..]->(thing:Event) RETURN thing
}
WITH DISTINCT thing
RETURN thing.id AS id, coalesce(thing.name, thing.id) AS name, thing.kind AS kind, labels(thing)[0] AS label,
  [(thing)-[:PART_OF]->(whole) | whole.id] AS wholes
