// name: unlink_events
// purpose: Take away the edges that an event's row gives, before they are written again.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (:Event {id: id})-[edge:LOCATED_AT|INVOLVES|PART_OF]->()
DELETE edge
