// Hedged or denying statements
MATCH (statement:Statement)
WHERE statement.certainty IN ['probable', 'possible'] OR statement.polarity = 'denies'
RETURN statement.certainty AS certainty, statement.polarity AS polarity,
  COLLECT { MATCH (claimant:Actor)-[:CLAIMS]->(statement) RETURN claimant.name AS name ORDER BY name } AS claimants,
  statement.text AS text, statement.id AS id
ORDER BY certainty, id
LIMIT 200
