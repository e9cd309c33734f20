// name: write_documents
// purpose: Write documents, new or again, with all their properties.
// access: write
// parameters: rows
UNWIND $rows AS row
MERGE (n:Document {id: row.id})
SET n = row
