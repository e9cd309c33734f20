// name: statements_known
// purpose: Which of some statements were known at a time, with the things that their values name.
// access: read
// parameters: ids, as_of
UNWIND $ids AS id
MATCH (s:Statement {id: id})
WHERE s.known_from <= $as_of AND $as_of < s.known_to
RETURN s.id AS id, s.names AS names
