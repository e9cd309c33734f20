// Nodes by label
// Reads every node.
MATCH (node)
RETURN labels(node)[0] AS label, count(*) AS nodes
ORDER BY nodes DESC, label
