// name: derivations
// purpose: What statements are derived from directly, with claimants or publisher.
// access: read
// parameters: ids, limit
UNWIND $ids AS id
MATCH (s:Statement {id: id})-[:WAS_DERIVED_FROM]->(n)
RETURN s.id AS id, n.id AS origin, labels(n)[0] AS label,
  [(n)<-[:CLAIMS]-(a:Actor) | [a.id, a.kind]] AS claimants,
  [(n)-[:PUBLISHED_BY]->(a:Actor) | [a.id, a.kind]] AS publishers
LIMIT $limit
