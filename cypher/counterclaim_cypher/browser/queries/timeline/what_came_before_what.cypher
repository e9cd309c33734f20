// What came before what
// Drawn. PRECEDES: dated ones follow from the times, stated ones from what a source says.
MATCH before = (:Event)-[:PRECEDES]->(:Event)
RETURN before
LIMIT 200
