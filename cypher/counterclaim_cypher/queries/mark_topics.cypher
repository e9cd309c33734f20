// name: mark_topics
// purpose: Mark topics as stale, new ones among them.
// access: write
// parameters: rows
UNWIND $rows AS row
MERGE (topic:Topic {id: row.id})
SET topic = row, topic.stale = true
