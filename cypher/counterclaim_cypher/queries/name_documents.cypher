// name: name_documents
// purpose: The names by which documents are found.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (n:Document {id: row.id})
UNWIND row.names AS folded
MERGE (name:Name {id: folded})
MERGE (n)<-[:NAMES]-(name)
