// name: places_containing
// purpose: Places whose names contain all words, some at a time, by id. Reads the whole label.
// access: read
// parameters: words, id, limit
MATCH (n:Place)
WHERE n.id > $id
  AND all(word IN $words WHERE n.search CONTAINS word)
RETURN n.id AS id, coalesce(n.name, n.id) AS name, coalesce(n.aliases, []) AS aliases
ORDER BY n.id
LIMIT $limit
