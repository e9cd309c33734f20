// name: unlink_dispute_subjects
// purpose: Take away what disputes are about.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (:Dispute {id: id})-[edge:ABOUT]->()
DELETE edge
