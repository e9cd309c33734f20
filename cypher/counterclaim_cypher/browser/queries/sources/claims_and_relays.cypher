// Claims and relays by source
// How much each claims itself, and how much it passes on.
MATCH (source:Actor)
WITH source, COUNT { (source)-[:CLAIMS]->(:Statement) } AS claims, COUNT { (source)-[:RELAYS]->(:Statement) } AS relays
WHERE claims + relays > 0
RETURN source.name AS source, source.kind AS kind, claims, relays
ORDER BY claims + relays DESC, source
LIMIT 200
