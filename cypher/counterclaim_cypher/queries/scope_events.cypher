// name: scope_events
// purpose: The events directly at places or of parent events, with their times.
// access: read
// parameters: ids
UNWIND $ids AS id
CALL (id) {
  MATCH (e:Event)-[:LOCATED_AT]->(:Place {id: id}) RETURN e
  UNION
  MATCH (e:Event)-[:PART_OF]->(:Event {id: id}) RETURN e
}
RETURN DISTINCT id AS scope, e.id AS event, e.time AS time
