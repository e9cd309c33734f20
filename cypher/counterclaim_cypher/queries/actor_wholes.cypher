// name: actor_wholes
// purpose: Each step from actors up to the top, and the kinds on the way.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (:Actor {id: id})-[:PART_OF*0..]->(part:Actor)
WITH DISTINCT part
OPTIONAL MATCH (part)-[:PART_OF]->(whole:Actor)
RETURN part.id AS part, part.kind AS kind, whole.id AS whole
