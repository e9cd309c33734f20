// name: events_listed
// purpose: All events, some at a time, by id.
// access: read
// parameters: dated, from, to, id, limit
MATCH (e:Event)
WHERE e.id > $id
  AND (NOT $dated OR (e.earliest_start < $to AND $from < e.latest_end))
RETURN e.id AS id
ORDER BY e.id
LIMIT $limit
