// name: link_place_wholes
// purpose: What places are part of. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Place {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Place {id: row.id})
CREATE (hub)<-[:PART_OF]-(end)
RETURN count(*) AS linked
