// name: export_statements
// purpose: The rows of statements as given, and when they were recorded, some at a time, in the order of their ids.
// access: read
// parameters: after, limit
MATCH (n:Statement)
WHERE n.id > $after
RETURN n.id AS id, n.row AS row, n.recorded AS recorded
ORDER BY n.id
LIMIT $limit
