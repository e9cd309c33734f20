// name: export_actors
// purpose: The rows of actors as given, some at a time, in the order of their ids.
// access: read
// parameters: after, limit
MATCH (n:Actor)
WHERE n.id > $after
RETURN n.id AS id, n.row AS row
ORDER BY n.id
LIMIT $limit
