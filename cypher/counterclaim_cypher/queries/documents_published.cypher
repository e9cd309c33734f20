// name: documents_published
// purpose: The documents of a publisher, some at a time, by id.
// access: read
// parameters: publisher, id, limit
MATCH (:Actor {id: $publisher})<-[:PUBLISHED_BY]-(n:Document)
WHERE n.id > $id
RETURN n.id AS id
ORDER BY n.id
LIMIT $limit
