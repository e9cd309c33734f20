// name: derivations
// purpose: What statements and those they rest on are derived from, with claimants and publishers.
// access: read
// parameters: ids, limit
UNWIND $ids AS id
MATCH (:Statement {id: id})-[:WAS_DERIVED_FROM*0..20]->(s:Statement)
WITH DISTINCT s
MATCH (s)-[:WAS_DERIVED_FROM]->(n)
RETURN s.id AS id, n.id AS origin,
  [(n)<-[:CLAIMS]-(a:Actor) | [a.id, a.kind]] AS claimants,
  [(n)-[:PUBLISHED_BY]->(a:Actor) | [a.id, a.kind]] AS publishers
LIMIT $limit
