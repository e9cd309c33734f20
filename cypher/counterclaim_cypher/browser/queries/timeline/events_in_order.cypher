// Events in order
// `earliest` is the first day on which it may have begun, `over_by` the day before which it was certainly over.
MATCH (e:Event)
WHERE e.time IS NOT NULL
RETURN coalesce(e.name, e.id) AS event, e.time AS time, e.precision AS precision,
  CASE
    WHEN e.earliest_start > -9223372036854775808 THEN date(datetime({epochSeconds: e.earliest_start}))
  END AS earliest,
  CASE
    WHEN e.latest_end < 9223372036854775807 THEN date(datetime({epochSeconds: e.latest_end}))
  END AS over_by,
  COLLECT { MATCH (e)-[:LOCATED_AT]->(place:Place) RETURN place.name AS name ORDER BY name } AS places
ORDER BY e.earliest_start, e.id
LIMIT 200
