// name: actor_rows
// purpose: The rows of actors as given, by id; for an id that is none, nothing.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (n:Actor {id: id})
RETURN n.id AS id, n.row AS row
