// name: statements_in_order
// purpose: All statements, some at a time, by time and id.
// access: read
// parameters: predicate, certainty, words, from, to, as_of, start, id, limit
MATCH (s:Statement)
WHERE s.earliest_start >= $start AND s.id IS NOT NULL AND [s.earliest_start, s.id] > [$start, $id]
  AND s.known_from <= $as_of AND $as_of < s.known_to AND s.earliest_start < $to AND $from < s.latest_end
  AND ($predicate IS NULL OR s.predicate = $predicate)
  AND ($certainty IS NULL OR s.certainty IN $certainty)
  AND all(word IN $words WHERE s.search CONTAINS word)
RETURN s.id AS id, s.earliest_start AS start, s.names AS names
ORDER BY s.earliest_start, s.id
LIMIT $limit
