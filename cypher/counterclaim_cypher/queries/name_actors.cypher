// name: name_actors
// purpose: The names by which actors are found.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (n:Actor {id: row.id})
MERGE (name:Name {id: row.name})
MERGE (name)-[:NAMES]->(n)
