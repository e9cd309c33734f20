// What is said of Berdin
// By day: of the place, and of what happened there. Another place: change the id.
MATCH (place:Place {id: 'berdin'})
CALL (place) {
  MATCH (place)<-[:ABOUT]-(statement:Statement) RETURN statement
  UNION
  MATCH (place)<-[:LOCATED_AT]-(:Event)<-[:ABOUT]-(statement:Statement) RETURN statement
}
RETURN statement.time AS time,
  COLLECT { MATCH (claimant:Actor)-[:CLAIMS]->(statement) RETURN claimant.name AS name ORDER BY name } AS claimants,
  statement.text AS text, statement.stated AS stated, statement.id AS id
ORDER BY statement.earliest_start, id
LIMIT 200
