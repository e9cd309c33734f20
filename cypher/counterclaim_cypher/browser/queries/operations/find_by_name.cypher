// Find a thing by its name
// Or by its beginning: names and aliases of every kind, in small letters and without accents.
MATCH (name:Name)-[:NAMES]->(thing)
WHERE name.id STARTS WITH 'kurakh'
RETURN DISTINCT labels(thing)[0] AS kind, coalesce(thing.name, thing.title) AS name, thing.aliases AS aliases,
  thing.id AS id
ORDER BY name, id
LIMIT 50
