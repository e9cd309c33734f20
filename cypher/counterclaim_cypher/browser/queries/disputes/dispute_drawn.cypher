// Who disagrees about Berdin
// Drawn: sides, speakers, evidence. Another place: change the id; an event or an actor: the label as well.
MATCH (:Place {id: 'berdin'})<-[:ABOUT]-(dispute:Dispute)
MATCH about = (dispute)-[:ABOUT]->()
MATCH side = (dispute)-[:HAS_STATEMENT]->(statement:Statement)
MATCH claim = (statement)<-[:CLAIMS]-(:Actor)
OPTIONAL MATCH report = (statement)<-[:REPORTS]-(:Document)
OPTIONAL MATCH origin = (statement)-[:WAS_DERIVED_FROM]->(:Document|Statement)
RETURN about, side, claim, report, origin
LIMIT 200
