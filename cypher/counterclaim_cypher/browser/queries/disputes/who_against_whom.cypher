// Who stands against whom
// Sources on different sides, and in how many disputes.
MATCH (a:Actor)-[:CLAIMS]->(:Statement)<-[one:HAS_STATEMENT]-(dispute:Dispute)-[other:HAS_STATEMENT]->(:Statement)
  <-[:CLAIMS]-(b:Actor)
WHERE a.id < b.id AND one.side <> other.side
WITH DISTINCT a, b, dispute.id AS dispute ORDER BY dispute
WITH a, b, collect(dispute) AS disputes
RETURN coalesce(a.name, a.id) AS source, coalesce(b.name, b.id) AS against, size(disputes) AS count, disputes
ORDER BY count DESC, source, against
LIMIT 200
