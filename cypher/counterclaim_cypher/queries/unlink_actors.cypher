// name: unlink_actors
// purpose: Take away the edges that an actor's row gives, before they are written again.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (:Actor {id: id})-[edge:PART_OF]->(:Actor)
DELETE edge
