// name: link_document_origins
// purpose: Statements derived from documents. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Document {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Statement {id: row.id})
CREATE (hub)<-[:WAS_DERIVED_FROM]-(end)
RETURN count(*) AS linked
