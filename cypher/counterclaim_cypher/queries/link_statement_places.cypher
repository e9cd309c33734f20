// name: link_statement_places
// purpose: Where the content of statements is located. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Place {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Statement {id: row.id})
CREATE (hub)<-[edge:LOCATED_AT]-(end)
SET edge = row.edge
RETURN count(*) AS linked
