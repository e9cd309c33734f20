// name: link_dispute_places
// purpose: Which places disputes are about.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (d:Dispute {id: row.dispute})
UNWIND row.about AS id
MATCH (thing:Place {id: id})
CREATE (d)-[:ABOUT]->(thing)
