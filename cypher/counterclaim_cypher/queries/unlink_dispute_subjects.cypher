// name: unlink_dispute_subjects
// purpose: Take away some of what disputes are about.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (:Dispute {id: row.dispute})-[edge:ABOUT]->(thing)
WHERE thing.id IN row.about
DELETE edge
