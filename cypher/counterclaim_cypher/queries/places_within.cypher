// name: places_within
// purpose: All places that are part of one, some at a time, by id.
// access: read
// parameters: whole, kind, id, limit
MATCH (:Place {id: $whole})<-[:PART_OF*1..]-(p:Place)
WHERE p.id > $id
  AND ($kind IS NULL OR p.kind = $kind)
RETURN DISTINCT p.id AS id
ORDER BY id
LIMIT $limit
