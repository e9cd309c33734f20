// name: events_possibly_after
// purpose: Events that may have begun from `bound` on, but not certainly from `certain` on, the earliest first.
// access: read
// parameters: certain, doubtful, but, bound, id, limit
MATCH (e:Event)
WHERE e.latest_start >= $bound AND e.id IS NOT NULL AND [e.latest_start, e.id] > [$bound, $id]
  AND e.id <> $but
  AND (e.earliest_start < $certain OR e.uncertain OR $doubtful)
RETURN e.id AS id, e.latest_start AS bound
ORDER BY e.latest_start, e.id
LIMIT $limit
