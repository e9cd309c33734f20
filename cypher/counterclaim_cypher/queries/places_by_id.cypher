// name: places_by_id
// purpose: Places with what contains them.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (p:Place {id: id})
RETURN p.id AS id, coalesce(p.name, p.id) AS name, p.kind AS kind, p.aliases AS aliases,
  p.latitude AS latitude, p.longitude AS longitude, p.precision AS precision,
  [(p)-[:PART_OF]->(whole:Place) | [whole.id, coalesce(whole.name, whole.id), 'Place']] AS part_of
