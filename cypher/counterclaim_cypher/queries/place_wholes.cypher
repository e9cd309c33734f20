// name: place_wholes
// purpose: Each step from places up to the top, and the kinds on the way.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (:Place {id: id})-[:PART_OF*0..]->(part:Place)
WITH DISTINCT part
OPTIONAL MATCH (part)-[:PART_OF]->(whole:Place)
RETURN part.id AS part, part.kind AS kind, whole.id AS whole
