// name: link_event_wholes
// purpose: What events are part of. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Event {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Event {id: row.id})
CREATE (hub)<-[:PART_OF]-(end)
RETURN count(*) AS linked
