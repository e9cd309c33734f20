// name: parts_of
// purpose: What is directly part of a thing, by id.
// access: read
// parameters: id, limit
CALL () {
  MATCH (:Place {id: $id})<-[:PART_OF]-(part:Place) RETURN part
  UNION MATCH (:Event {id: $id})<-[:PART_OF]-(part:Event) RETURN part
  UNION MATCH (:Actor {id: $id})<-[:PART_OF]-(part:Actor) RETURN part
}
RETURN part.id AS id, coalesce(part.name, part.id) AS name, labels(part)[0] AS label
ORDER BY part.id
LIMIT $limit
