// name: events_before
// purpose: Events that had certainly ended by a time, the latest first.
// access: read
// parameters: bound, id, limit
MATCH (e:Event)
WHERE e.latest_end <= $bound AND e.id IS NOT NULL AND [e.latest_end, e.id] < [$bound, $id]
  AND NOT e.uncertain
RETURN e.id AS id, e.latest_end AS bound
ORDER BY e.latest_end DESC, e.id DESC
LIMIT $limit
