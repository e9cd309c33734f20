// name: link_dispute_actors
// purpose: Which actors disputes are about.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (d:Dispute {id: row.dispute})
UNWIND row.about AS id
MATCH (thing:Actor {id: id})
CREATE (d)-[:ABOUT]->(thing)
