// name: events_in_order
// purpose: All events that have a time, some at a time, by time and id.
// access: read
// parameters: from, to, start, id, limit
// NOT, since for `$from < e.latest_end` the embedded engine takes the index of latest_end, and sorts what it finds.
MATCH (e:Event)
WHERE e.earliest_start >= $start AND e.id IS NOT NULL AND [e.earliest_start, e.id] > [$start, $id]
  AND e.earliest_start < $to AND NOT $from >= e.latest_end
RETURN e.id AS id, e.earliest_start AS start
ORDER BY e.earliest_start, e.id
LIMIT $limit
