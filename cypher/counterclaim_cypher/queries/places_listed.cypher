// name: places_listed
// purpose: All places, some at a time, by id.
// access: read
// parameters: kind, id, limit
MATCH (p:Place)
WHERE p.id > $id
  AND ($kind IS NULL OR p.kind = $kind)
RETURN p.id AS id
ORDER BY p.id
LIMIT $limit
