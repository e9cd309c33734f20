// The way of a statement
// Drawn, from the claimant to the publisher. RELAYS carries `hop`: 1 is nearest the claimant.
MATCH claim = (statement:Statement {id: 'trump-team-nato-delay'})<-[:CLAIMS]-(:Actor)
MATCH relay = (statement)<-[:RELAYS]-(:Actor)
MATCH report = (statement)<-[:REPORTS]-(document:Document)
OPTIONAL MATCH publisher = (document)-[:PUBLISHED_BY]->(:Actor)
RETURN claim, relay, report, publisher
