// Events vaguely dated
// Undated ones first, then those with most days on which they may have begun.
MATCH (e:Event)
WHERE e.time IS NULL OR e.earliest_start < e.latest_start OR e.uncertain
WITH e, CASE
    WHEN e.earliest_start > -9223372036854775808 AND e.latest_start < 9223372036854775807
    THEN (e.latest_start - e.earliest_start) / 86400 + 1
  END AS days
RETURN coalesce(e.name, e.id) AS event, e.time AS time, days, COUNT { (e)<-[:ABOUT]-(:Statement) } AS statements,
  e.id AS id
ORDER BY days DESC, id
LIMIT 200
