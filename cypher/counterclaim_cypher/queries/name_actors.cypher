// name: name_actors
// purpose: The names by which actors are found.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (n:Actor {id: row.id})
UNWIND row.names AS folded
MERGE (name:Name {id: folded})
MERGE (n)<-[:NAMES]-(name)
