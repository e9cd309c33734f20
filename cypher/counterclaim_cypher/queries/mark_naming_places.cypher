// name: mark_naming_places
// purpose: Mark as stale the topics whose statements name these places or a part of them.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (:Place {id: id})<-[:PART_OF*0..]-(part:Place)
WITH DISTINCT part
MATCH (s:Statement {names: part.id})
MATCH (topic:Topic {id: s.topic})
SET topic.stale = true
