// name: remark_topics
// purpose: Mark topics that there are as stale.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (topic:Topic {id: id})
SET topic.stale = true
