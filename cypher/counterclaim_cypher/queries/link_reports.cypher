// name: link_reports
// purpose: Which documents report statements. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Document {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Statement {id: row.id})
CREATE (hub)-[edge:REPORTS]->(end)
SET edge = row.edge
RETURN count(*) AS linked
