// name: write_actors
// purpose: Write actors, new or again, with all their properties.
// access: write
// parameters: rows
UNWIND $rows AS row
MERGE (n:Actor {id: row.id})
SET n = row
