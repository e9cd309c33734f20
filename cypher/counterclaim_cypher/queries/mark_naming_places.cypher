// name: mark_naming_places
// purpose: Mark the topics whose statements name these places or a part; give the places of which they speak as a whole.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (:Place {id: id})<-[:PART_OF*0..]-(part:Place)
WITH DISTINCT part
MATCH (s:Statement {names: part.id})
MATCH (topic:Topic {id: s.topic})
SET topic.stale = true
WITH s
WHERE s.covers
RETURN DISTINCT s.about AS whole
