// name: unlink_documents
// purpose: Take away the edges that a document's row gives, before they are written again.
// access: write
// parameters: ids
UNWIND $ids AS id
MATCH (:Document {id: id})-[edge:PUBLISHED_BY]->(:Actor)
DELETE edge
