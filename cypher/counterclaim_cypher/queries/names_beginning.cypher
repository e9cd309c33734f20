// name: names_beginning
// purpose: Folded names that begin alike, for suggestions.
// access: read
// parameters: beginning, limit
MATCH (name:Name)
WHERE name.id STARTS WITH $beginning
RETURN name.id AS found
ORDER BY found
LIMIT $limit
