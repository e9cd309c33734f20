// name: write_statements
// purpose: Write statements, new or again, with all their properties.
// access: write
// parameters: rows
UNWIND $rows AS row
MERGE (n:Statement {id: row.id})
SET n = row
