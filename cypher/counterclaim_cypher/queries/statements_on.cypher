// name: statements_on
// purpose: Statements about events, with their rows.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (s:Statement {about: id})
RETURN s.id AS id, s.row AS row, s.recorded AS recorded
