// name: documents_containing
// purpose: Documents whose names contain all words, some at a time, by id. Reads the whole label.
// access: read
// parameters: words, id, limit
MATCH (n:Document)
WHERE n.id > $id
  AND all(word IN $words WHERE n.search CONTAINS word)
RETURN n.id AS id, coalesce(n.title, n.id) AS name, [] AS aliases
ORDER BY n.id
LIMIT $limit
