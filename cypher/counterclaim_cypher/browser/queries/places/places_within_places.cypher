// Which place lies in which
// Drawn.
MATCH whole = (:Place)-[:PART_OF]->(:Place)
RETURN whole
LIMIT 200
