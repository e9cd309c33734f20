// name: forget_statements
// purpose: Set until when statements are known.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (s:Statement {id: row.id})
SET s.known_to = row.known_to
