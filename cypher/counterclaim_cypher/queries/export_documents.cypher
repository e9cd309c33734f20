// name: export_documents
// purpose: The rows of documents as given, some at a time, in the order of their ids.
// access: read
// parameters: after, limit
MATCH (n:Document)
WHERE n.id > $after
RETURN n.id AS id, n.row AS row
ORDER BY n.id
LIMIT $limit
