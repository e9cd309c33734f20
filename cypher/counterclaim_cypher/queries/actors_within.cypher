// name: actors_within
// purpose: All actors that are part of one, some at a time, by id.
// access: read
// parameters: whole, kind, id, limit
MATCH (:Actor {id: $whole})<-[:PART_OF*1..]-(a:Actor)
WHERE a.id > $id
  AND ($kind IS NULL OR a.kind = $kind)
RETURN DISTINCT a.id AS id
ORDER BY id
LIMIT $limit
