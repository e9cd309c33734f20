// name: export_places
// purpose: The rows of places as given, some at a time, in the order of their ids.
// access: read
// parameters: after, limit
MATCH (n:Place)
WHERE n.id > $after
RETURN n.id AS id, n.row AS row
ORDER BY n.id
LIMIT $limit
