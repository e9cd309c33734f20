// All disputes, gravest first
MATCH (dispute:Dispute)
RETURN dispute.grade AS grade, dispute.predicate AS predicate,
  COLLECT { MATCH (dispute)-[:ABOUT]->(thing) RETURN coalesce(thing.name, thing.id) AS name ORDER BY name } AS about,
  dispute.sides AS sides, dispute.statements AS statements, dispute.id AS id
ORDER BY dispute.rank, dispute.id
LIMIT 200
