// name: write_stated_order
// purpose: Write order that statements give.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (a:Event {id: row.first})
MATCH (b:Event {id: row.then})
CREATE (a)-[:PRECEDES {basis: 'stated', statements: row.statements}]->(b)
