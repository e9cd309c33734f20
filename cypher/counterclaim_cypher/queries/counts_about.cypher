// name: counts_about
// purpose: How many statements, as known at a time, and events there are about a thing.
// access: read
// parameters: id, as_of
RETURN
  COUNT { MATCH (s:Statement {about: $id}) WHERE s.known_from <= $as_of AND $as_of < s.known_to } AS statements,
  COUNT { MATCH (:Place {id: $id})<-[:LOCATED_AT]-(e:Event) RETURN DISTINCT e } AS events_at,
  COUNT { MATCH (:Actor {id: $id})<-[:INVOLVES]-(e:Event) RETURN DISTINCT e } AS events_with,
  COUNT { MATCH (:Event {id: $id})<-[:PART_OF]-(e:Event) } AS parts
