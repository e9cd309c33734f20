// name: freshen_topics
// purpose: Clear the marks of topics whose disputes are computed.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (topic:Topic {id: id})
REMOVE topic.stale
