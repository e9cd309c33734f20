// name: event_rows
// purpose: The rows of events as given, by id; for an id that is none, nothing.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (n:Event {id: id})
RETURN n.id AS id, n.row AS row
