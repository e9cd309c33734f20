// name: link_dispute_statements
// purpose: Put statements on the sides of disputes.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (d:Dispute {id: group.hub})
UNWIND group.rows AS row
MATCH (s:Statement {id: row.id})
CREATE (d)-[:HAS_STATEMENT {side: row.side, known_from: row.known_from, known_to: row.known_to}]->(s)
RETURN count(*) AS linked
