// name: name_events
// purpose: The names by which events are found.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (n:Event {id: row.id})
MERGE (name:Name {id: row.name})
MERGE (name)-[:NAMES]->(n)
