// name: actors_by_id
// purpose: Actors with what they are part of.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (a:Actor {id: id})
RETURN a.id AS id, coalesce(a.name, a.id) AS name, a.kind AS kind, a.aliases AS aliases, a.reliability AS reliability,
  [(a)-[:PART_OF]->(whole:Actor) | [whole.id, coalesce(whole.name, whole.id), 'Actor']] AS part_of
