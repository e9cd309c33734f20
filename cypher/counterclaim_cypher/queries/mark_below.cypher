// name: mark_below
// purpose: Mark the topics of predicates as stale, at all places below those given.
// access: write
// parameters: ids, predicates
UNWIND $ids AS id
MATCH (:Place {id: id})<-[:PART_OF*1..]-(below:Place)
WITH DISTINCT below
MATCH (topic:Topic {subject: below.id})
WHERE topic.predicate IN $predicates
SET topic.stale = true
