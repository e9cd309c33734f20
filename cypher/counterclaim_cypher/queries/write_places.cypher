// name: write_places
// purpose: Write places, new or again, with all their properties.
// access: write
// parameters: rows
UNWIND $rows AS row
MERGE (n:Place {id: row.id})
SET n = row
