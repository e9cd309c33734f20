// name: link_about_places
// purpose: Statements about places. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Place {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Statement {id: row.id})
CREATE (hub)<-[:ABOUT]-(end)
RETURN count(*) AS linked
