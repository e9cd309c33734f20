// name: name_places
// purpose: The names by which places are found.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (n:Place {id: row.id})
UNWIND row.names AS folded
MERGE (name:Name {id: folded})
MERGE (n)<-[:NAMES]-(name)
