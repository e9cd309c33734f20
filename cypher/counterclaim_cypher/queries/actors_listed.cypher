// name: actors_listed
// purpose: All actors, some at a time, by id.
// access: read
// parameters: kind, id, limit
MATCH (a:Actor)
WHERE a.id > $id
  AND ($kind IS NULL OR a.kind = $kind)
RETURN a.id AS id
ORDER BY a.id
LIMIT $limit
