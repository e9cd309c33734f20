// name: document_rows
// purpose: The rows of documents as given, by id; for an id that is none, nothing.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (n:Document {id: id})
RETURN n.id AS id, n.row AS row
