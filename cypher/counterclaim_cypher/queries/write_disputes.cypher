// name: write_disputes
// purpose: Write disputes, new or again, with all their properties.
// access: write
// parameters: rows
UNWIND $rows AS row
MERGE (d:Dispute {id: row.id})
SET d = row
