// name: delete_disputes
// purpose: Delete disputes that no longer are.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (d:Dispute {id: id})
DETACH DELETE d
