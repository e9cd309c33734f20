// name: unlink_sources
// purpose: Take away the edges from those who claim, relay and report statements, before they are written again.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (:Statement {id: id})<-[edge:CLAIMS|RELAYS|REPORTS]-()
DELETE edge
