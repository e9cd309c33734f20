// name: documents_listed
// purpose: All documents, some at a time, by id.
// access: read
// parameters: id, limit
MATCH (n:Document)
WHERE n.id > $id
RETURN n.id AS id
ORDER BY n.id
LIMIT $limit
