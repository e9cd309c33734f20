// name: stale_near
// purpose: Stale topics, and whether each may touch what is asked about (`named`: unless an actor); if many, true.
// access: read
// parameters: about, named, limit
MATCH (topic:Topic {stale: true})
WITH topic
LIMIT $limit
WITH collect(topic) AS topics
UNWIND topics AS topic
RETURN topic.id AS id, topic.subject AS subject, topic.predicate AS predicate,
  CASE WHEN size(topics) >= $limit THEN true ELSE
    topic.subject = $about
    OR EXISTS { MATCH (:Statement {topic: topic.id, names: $named}) }
    OR EXISTS { MATCH (:Place {id: topic.subject})-[:PART_OF*1..]->(:Place {id: $about}) }
    OR EXISTS { MATCH (:Actor {id: topic.subject})-[:PART_OF*1..]->(:Actor {id: $about}) }
    OR EXISTS { MATCH (:Event {id: topic.subject})-[:PART_OF*1..]->(:Event {id: $about}) }
    OR EXISTS { MATCH (:Event {id: topic.subject})-[:LOCATED_AT]->(:Place)-[:PART_OF*0..]->(:Place {id: $about}) }
    OR EXISTS { MATCH (:Statement {topic: topic.id})-[:LOCATED_AT]->(:Place)-[:PART_OF*0..]->(:Place {id: $about}) }
  END AS near
