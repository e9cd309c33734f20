// name: groups_among
// purpose: Those of some actors that stand for many.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (a:Actor {id: id})
WHERE a.kind = 'group'
RETURN a.id AS id
