// name: link_about_events
// purpose: Statements about events. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Event {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Statement {id: row.id})
CREATE (hub)<-[:ABOUT]-(end)
RETURN count(*) AS linked
