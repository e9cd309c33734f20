// name: name_documents
// purpose: The names by which documents are found.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (n:Document {id: row.id})
MERGE (name:Name {id: row.name})
MERGE (name)-[:NAMES]->(n)
