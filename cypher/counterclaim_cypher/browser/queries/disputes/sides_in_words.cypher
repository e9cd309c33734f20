// Both sides about Berdin
// Another dispute: take its id from "All disputes, gravest first".
MATCH (:Dispute {id: 'berdin~territory'})-[held:HAS_STATEMENT]->(statement:Statement)
RETURN held.side AS side,
  COLLECT { MATCH (claimant:Actor)-[:CLAIMS]->(statement) RETURN claimant.name AS name ORDER BY name } AS claimants,
  statement.text AS text, statement.time AS time, statement.stated AS stated, statement.certainty AS certainty,
  COLLECT {
    MATCH (document:Document)-[passage:REPORTS]->(statement)
    RETURN coalesce(document.title, document.id) + ', ' + passage.start + ' to ' + passage.end AS place ORDER BY place
  } AS passages,
  statement.id AS id
ORDER BY side, statement.earliest_start, id
LIMIT 200
