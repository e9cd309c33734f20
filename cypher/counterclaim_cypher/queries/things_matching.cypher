// name: things_matching
// purpose: What a full text query finds, statements known at a time, some at a time, by score and id. Names count by their mean length.
// access: read
// parameters: sought, as_of, score, id, limit
// requires: fulltext
CALL db.index.fulltext.queryNodes('texts', $sought) YIELD node AS n, score AS matched
WHERE NOT n:Statement OR n.known_from <= $as_of AND $as_of < n.known_to
WITH n, matched * size(split(n.search, '\n')) / size(n.search) AS score
WHERE score < $score OR score = $score AND n.id > $id
RETURN labels(n)[0] AS label, n.id AS id, score, coalesce(n.name, n.title, n.id) AS name,
  coalesce(n.aliases, []) AS aliases, n.text AS text
ORDER BY score DESC, id
LIMIT $limit
