// Around Berdin
// Drawn: events, statements, disputes. Another place: change the id.
MATCH (place:Place {id: 'berdin'})
CALL (place) {
  MATCH found = (place)<-[:LOCATED_AT]-(:Event) RETURN found
  UNION
  MATCH found = (place)<-[:ABOUT]-(:Statement)<-[:CLAIMS]-(:Actor) RETURN found
  UNION
  MATCH found = (place)<-[:ABOUT]-(:Dispute) RETURN found
  UNION
  MATCH found = (place)-[:PART_OF*1..]->(:Place) RETURN found
}
RETURN found
LIMIT 200
