// name: disputes_ranked
// purpose: All disputes, some at a time, by rank and id.
// access: read
// parameters: grades, predicate, from, to, as_of, rank, id, limit
MATCH (d:Dispute)
WHERE d.rank >= $rank AND d.id IS NOT NULL AND [d.rank, d.id] > [$rank, $id]
  AND any(i IN range(0, size(d.grades) - 1)
    WHERE d.graded_from[i] <= $as_of AND $as_of < d.graded_to[i] AND ($grades IS NULL OR d.grades[i] IN $grades))
  AND ($predicate IS NULL OR d.predicate = $predicate)
  AND any(i IN range(0, size(d.windows_from) - 1) WHERE d.windows_from[i] < $to AND $from < d.windows_to[i])
RETURN d.id AS id, d.rank AS rank
ORDER BY d.rank, d.id
LIMIT $limit
