// Disputes to be computed
// Topics that a load has touched and not yet computed again.
MATCH (topic:Topic)
RETURN count(CASE WHEN topic.stale THEN 1 END) AS stale, count(*) AS topics
