// name: link_dispute_events
// purpose: Which events disputes are about.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (d:Dispute {id: row.dispute})
UNWIND row.about AS id
MATCH (thing:Event {id: id})
CREATE (d)-[:ABOUT]->(thing)
