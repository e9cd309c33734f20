// name: name_events
// purpose: The names by which events are found.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (n:Event {id: row.id})
UNWIND row.names AS folded
MERGE (name:Name {id: folded})
MERGE (n)<-[:NAMES]-(name)
