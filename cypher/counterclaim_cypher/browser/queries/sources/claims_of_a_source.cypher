// What one source claims
// Drawn: the Russian Ministry of Defence. Another source: change the id.
MATCH claim = (:Actor {id: 'russian-mod'})-[:CLAIMS]->(statement:Statement)-[:ABOUT]->()
OPTIONAL MATCH dispute = (statement)<-[:HAS_STATEMENT]-(:Dispute)
RETURN claim, dispute
LIMIT 200
