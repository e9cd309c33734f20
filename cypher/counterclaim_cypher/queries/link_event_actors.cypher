// name: link_event_actors
// purpose: Who is involved in events. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Actor {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Event {id: row.id})
CREATE (hub)<-[edge:INVOLVES]-(end)
SET edge = row.edge
RETURN count(*) AS linked
