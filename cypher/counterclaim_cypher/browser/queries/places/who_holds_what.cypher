// Who holds which place
// By whose word. `value` tells control, presence or absence, in all or a part of the place, or at its edge.
MATCH (statement:Statement {predicate: 'territory'})-[:ABOUT]->(place:Place)
RETURN coalesce(place.name, place.id) AS place, statement.polarity AS polarity, statement.value AS value,
  COLLECT { MATCH (claimant:Actor)-[:CLAIMS]->(statement) RETURN claimant.name AS name ORDER BY name } AS claimants,
  statement.time AS time, statement.certainty AS certainty, statement.id AS id
ORDER BY place, time, id
LIMIT 200
