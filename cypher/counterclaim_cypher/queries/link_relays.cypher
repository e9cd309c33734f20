// name: link_relays
// purpose: Who relays statements. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Actor {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Statement {id: row.id})
CREATE (hub)-[edge:RELAYS]->(end)
SET edge = row.edge
RETURN count(*) AS linked
