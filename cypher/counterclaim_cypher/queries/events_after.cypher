// name: events_after
// purpose: Events that certainly began from a time on, the earliest first.
// access: read
// parameters: bound, id, limit
MATCH (e:Event)
WHERE e.earliest_start >= $bound AND e.id IS NOT NULL
  AND [e.earliest_start, e.id] > [$bound, $id]
  AND NOT e.uncertain
RETURN e.id AS id, e.earliest_start AS bound
ORDER BY e.earliest_start, e.id
LIMIT $limit
