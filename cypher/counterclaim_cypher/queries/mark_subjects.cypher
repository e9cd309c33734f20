// name: mark_subjects
// purpose: Mark the topics of subjects as stale.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (topic:Topic {subject: id})
SET topic.stale = true
