// name: events_anchored
// purpose: Events at places, with actors or within events, some at a time, by time where asked for, and id.
// access: read
// parameters: about, whole, dated, by_time, from, to, start, id, limit
CALL () {
  MATCH (thing:Place {id: $about}) RETURN thing
  UNION MATCH (thing:Event {id: $about}) RETURN thing
  UNION MATCH (thing:Actor {id: $about}) RETURN thing
  UNION MATCH (:Place {id: $whole})<-[:PART_OF*1..]-(thing:Place) RETURN thing
  UNION MATCH (:Event {id: $whole})<-[:PART_OF*1..]-(thing:Event) RETURN thing
  UNION MATCH (:Actor {id: $whole})<-[:PART_OF*1..]-(thing:Actor) RETURN thing
}
MATCH (thing)<-[:LOCATED_AT|INVOLVES*0..1]-(e:Event)
WITH DISTINCT e, CASE WHEN $by_time THEN e.earliest_start ELSE 0 END AS start
WHERE [start, e.id] > [$start, $id] AND start IS NOT NULL
  AND (NOT $dated OR (e.earliest_start < $to AND $from < e.latest_end))
RETURN e.id AS id, start
ORDER BY start, e.id
LIMIT $limit
