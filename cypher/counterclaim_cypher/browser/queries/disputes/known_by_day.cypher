// Disputes as known on a day
// At the end of 6 January 2025, by what was published and not retracted. Another day: the midnight that ends it.
WITH datetime('2025-01-07T00:00:00Z').epochSeconds AS midnight
MATCH (dispute:Dispute)-[held:HAS_STATEMENT]->(statement:Statement)
WHERE held.known_from <= midnight AND midnight < held.known_to
WITH midnight, dispute, held.side AS side, statement ORDER BY statement.id
WITH midnight, dispute, side, collect(statement.text) AS texts ORDER BY side
WITH midnight, dispute, collect([side, texts]) AS sides
UNWIND range(0, size(dispute.grades) - 1) AS run
WITH midnight, dispute, sides, run
WHERE dispute.graded_from[run] <= midnight AND midnight < dispute.graded_to[run]
RETURN dispute.id AS dispute, dispute.grades[run] AS grade, sides
ORDER BY dispute
LIMIT 200
