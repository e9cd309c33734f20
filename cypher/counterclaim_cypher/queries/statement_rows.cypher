// name: statement_rows
// purpose: The rows of statements as given, by id; for an id that is none, nothing.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (n:Statement {id: id})
RETURN n.id AS id, n.row AS row, n.recorded AS recorded
