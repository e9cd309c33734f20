// A document, by passages
// Where each statement stands, in code points of the text. Another document: change the id.
MATCH (:Document {id: 'twz-2025-01-06'})-[passage:REPORTS]->(statement:Statement)
RETURN passage.start AS start, passage.end AS end,
  COLLECT { MATCH (claimant:Actor)-[:CLAIMS]->(statement) RETURN claimant.name AS name ORDER BY name } AS claimants,
  statement.text AS text, statement.predicate AS predicate, statement.certainty AS certainty, statement.id AS id
ORDER BY start, end, id
LIMIT 500
