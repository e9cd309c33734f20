// Edges by type
// Reads every relationship.
MATCH (start)-[edge]->(end)
RETURN labels(start)[0] AS source, type(edge) AS edge, labels(end)[0] AS target, count(*) AS edges
ORDER BY source, edge, target
