// name: order_statements
// purpose: What was said of the order of two events, as known at a time. `topics`: those of both ways round.
// access: read
// parameters: topics, as_of, limit
UNWIND $topics AS topic
MATCH (s:Statement {topic: topic})
WHERE s.known_from <= $as_of AND $as_of < s.known_to
RETURN s.id AS id, s.names AS names
ORDER BY s.id
LIMIT $limit
