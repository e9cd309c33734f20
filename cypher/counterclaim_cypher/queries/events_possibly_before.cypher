// name: events_possibly_before
// purpose: Events that may have ended by `bound`, but not certainly by `certain`, the latest first.
// access: read
// parameters: certain, doubtful, but, bound, id, limit
MATCH (e:Event)
WHERE e.earliest_end <= $bound AND e.id IS NOT NULL AND [e.earliest_end, e.id] < [$bound, $id]
  AND e.id <> $but
  AND (e.latest_end > $certain OR e.uncertain OR $doubtful)
RETURN e.id AS id, e.earliest_end AS bound
ORDER BY e.earliest_end DESC, e.id DESC
LIMIT $limit
