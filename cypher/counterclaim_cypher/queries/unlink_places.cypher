// name: unlink_places
// purpose: Take away the edges that a place's row gives, before they are written again.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (:Place {id: id})-[edge:PART_OF]->(:Place)
DELETE edge
