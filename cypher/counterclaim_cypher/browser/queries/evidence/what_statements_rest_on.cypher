// What statements rest on
// Drawn: footage, documents, other statements.
MATCH origin = (statement:Statement)-[:WAS_DERIVED_FROM]->(:Document|Statement)
MATCH claim = (statement)<-[:CLAIMS]-(:Actor)
RETURN origin, claim
LIMIT 200
