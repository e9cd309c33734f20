// Statements of many hands
// Those that passed through the most.
MATCH (relay:Actor)-[passed:RELAYS]->(statement:Statement)
WITH statement, passed.hop AS hop, coalesce(relay.name, relay.id) AS relay ORDER BY hop, relay
WITH statement, max(hop) AS hops, collect(relay) AS through
RETURN hops,
  COLLECT { MATCH (claimant:Actor)-[:CLAIMS]->(statement) RETURN claimant.name AS name ORDER BY name } AS claimants,
  through, statement.text AS text, statement.id AS id
ORDER BY hops DESC, id
LIMIT 50
