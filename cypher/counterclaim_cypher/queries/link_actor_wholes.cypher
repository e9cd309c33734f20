// name: link_actor_wholes
// purpose: What actors are part of. Grouped by the end that has many.
// access: write
// parameters: groups
UNWIND $groups AS group
MATCH (hub:Actor {id: group.hub})
UNWIND group.rows AS row
MATCH (end:Actor {id: row.id})
CREATE (hub)<-[:PART_OF]-(end)
RETURN count(*) AS linked
