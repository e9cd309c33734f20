// name: mark_naming_actors
// purpose: Mark as stale the topics whose statements name these actors or a part of them.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (:Actor {id: id})<-[:PART_OF*0..]-(part:Actor)
WITH DISTINCT part
MATCH (s:Statement {names: part.id})
MATCH (topic:Topic {id: s.topic})
SET topic.stale = true
