// name: write_order
// purpose: Write dated order with the scopes it holds in.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (a:Event {id: row.first})
MATCH (b:Event {id: row.then})
MERGE (a)-[edge:PRECEDES {basis: 'dated'}]->(b)
SET edge.scopes = row.scopes
