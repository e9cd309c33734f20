// name: statements_containing
// purpose: Statements whose text contains all words, some at a time, by id. Reads the whole label.
// access: read
// parameters: words, as_of, id, limit
MATCH (n:Statement)
WHERE n.id > $id
  AND all(word IN $words WHERE n.search CONTAINS word)
  AND n.known_from <= $as_of AND $as_of < n.known_to
RETURN n.id AS id, n.text AS text
ORDER BY n.id
LIMIT $limit
