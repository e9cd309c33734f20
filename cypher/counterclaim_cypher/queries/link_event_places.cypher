// name: link_event_places
// purpose: Where events are located. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Place {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Event {id: row.id})
CREATE (hub)<-[edge:LOCATED_AT]-(end)
SET edge = row.edge
RETURN count(*) AS linked
