// name: stale_topics
// purpose: Topics of some predicates whose disputes are to be computed again.
// access: read
// parameters: predicates, limit
MATCH (topic:Topic {stale: true})
WHERE topic.predicate IN $predicates
RETURN topic.id AS id, topic.subject AS subject, topic.predicate AS predicate, topic.separators AS separators
LIMIT $limit
