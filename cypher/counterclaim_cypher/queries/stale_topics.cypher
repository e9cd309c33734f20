// name: stale_topics
// purpose: Topics whose disputes are to be computed again.
// access: read
// parameters: limit
MATCH (topic:Topic {stale: true})
RETURN topic.id AS id, topic.subject AS subject, topic.predicate AS predicate, topic.separators AS separators
LIMIT $limit
