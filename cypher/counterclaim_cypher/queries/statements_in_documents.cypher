// name: statements_in_documents
// purpose: Statements that documents report, with their rows.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (:Document {id: id})-[:REPORTS]->(s:Statement)
RETURN DISTINCT s.id AS id, s.row AS row, s.recorded AS recorded
