// Who belongs to whom
// Drawn: states, services, units, channels.
MATCH whole = (:Actor)-[:PART_OF]->(:Actor)
RETURN whole
LIMIT 200
