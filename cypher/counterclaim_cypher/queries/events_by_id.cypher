// name: events_by_id
// purpose: Events with where they were, who took part and what they are part of.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (e:Event {id: id})
RETURN e.id AS id, coalesce(e.name, e.id) AS name, e.time AS time, e.precision AS precision, e.uncertain AS uncertain,
  e.earliest_start AS earliest_start, e.latest_start AS latest_start,
  e.earliest_end AS earliest_end, e.latest_end AS latest_end,
  [(e)-[at:LOCATED_AT]->(p:Place) | [p.id, coalesce(p.name, p.id), at.extent, at.note]] AS located_at,
  [(e)-[with:INVOLVES]->(a:Actor) | [a.id, coalesce(a.name, a.id), a.kind, a.reliability, with.role]] AS involves,
  [(e)-[:PART_OF]->(whole:Event) | [whole.id, coalesce(whole.name, whole.id), 'Event']] AS part_of
