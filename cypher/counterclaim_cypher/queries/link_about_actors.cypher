// name: link_about_actors
// purpose: Statements about actors. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Actor {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Statement {id: row.id})
CREATE (hub)<-[:ABOUT]-(end)
RETURN count(*) AS linked
