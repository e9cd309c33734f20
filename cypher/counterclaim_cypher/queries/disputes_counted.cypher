// name: disputes_counted
// purpose: How many disputes there are of each rank.
// access: read
// parameters: ranks
UNWIND $ranks AS rank
MATCH (d:Dispute) WHERE d.rank = rank AND d.id IS NOT NULL
RETURN rank, count(d) AS disputes
