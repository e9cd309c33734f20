// name: place_rows
// purpose: The rows of places as given, by id; for an id that is none, nothing.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (n:Place {id: id})
RETURN n.id AS id, n.row AS row
