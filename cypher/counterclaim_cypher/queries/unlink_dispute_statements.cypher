// name: unlink_dispute_statements
// purpose: Take statements out of disputes.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (d:Dispute {id: group.hub})-[held:HAS_STATEMENT]->(s:Statement)
WHERE s.id IN group.ids
DELETE held
