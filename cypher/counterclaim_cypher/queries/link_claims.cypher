// name: link_claims
// purpose: Who claims statements. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Actor {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Statement {id: row.id})
CREATE (hub)-[:CLAIMS]->(end)
RETURN count(*) AS linked
