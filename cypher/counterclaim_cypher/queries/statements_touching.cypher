// name: statements_touching
// purpose: Statements about things, located there, or about events there or with them, some at a time, by time and id.
// access: read
// parameters: about, whole, from, to, as_of, start, id, limit
CALL () {
  MATCH (thing:Place {id: $about}) RETURN thing
  UNION MATCH (thing:Event {id: $about}) RETURN thing
  UNION MATCH (thing:Actor {id: $about}) RETURN thing
  UNION MATCH (:Place {id: $whole})<-[:PART_OF*1..]-(thing:Place) RETURN thing
  UNION MATCH (:Event {id: $whole})<-[:PART_OF*1..]-(thing:Event) RETURN thing
  UNION MATCH (:Actor {id: $whole})<-[:PART_OF*1..]-(thing:Actor) RETURN thing
}
CALL (thing) {
  MATCH (thing)<-[:ABOUT|LOCATED_AT]-(s:Statement) RETURN s
  UNION MATCH (thing)<-[:LOCATED_AT|INVOLVES]-(:Event)<-[:ABOUT]-(s:Statement) RETURN s
}
WITH DISTINCT s
WHERE [s.earliest_start, s.id] > [$start, $id]
  AND s.known_from <= $as_of AND $as_of < s.known_to AND s.earliest_start < $to AND $from < s.latest_end
RETURN s.id AS id, s.earliest_start AS start, s.names AS names
ORDER BY s.earliest_start, s.id
LIMIT $limit
