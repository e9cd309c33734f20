// name: link_publishers
// purpose: Who published a document. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Actor {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Document {id: row.id})
CREATE (hub)<-[:PUBLISHED_BY]-(end)
RETURN count(*) AS linked
