// name: link_revisions
// purpose: Statements that revise statements. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Statement {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Statement {id: row.id})
CREATE (hub)<-[:WAS_REVISION_OF]-(end)
RETURN count(*) AS linked
