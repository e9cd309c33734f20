// name: unlink_statements
// purpose: Take away the edges that a statement's row names, before they are written again.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (:Statement {id: id})-[edge:ABOUT|LOCATED_AT|WAS_DERIVED_FROM|WAS_REVISION_OF]->()
DELETE edge
