// name: write_events
// purpose: Write events, new or again, with all their properties.
// access: write
// parameters: rows
UNWIND $rows AS row
MERGE (n:Event {id: row.id})
SET n = row
