// name: mark_naming_actors
// purpose: Mark the topics whose statements name these actors or a part; give the places of which they speak as a whole.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (:Actor {id: id})<-[:PART_OF*0..]-(part:Actor)
WITH DISTINCT part
MATCH (s:Statement {names: part.id})
MATCH (topic:Topic {id: s.topic})
SET topic.stale = true
WITH s
WHERE s.covers
RETURN DISTINCT s.about AS whole
