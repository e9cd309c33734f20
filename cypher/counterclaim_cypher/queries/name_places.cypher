// name: name_places
// purpose: The names by which places are found.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (n:Place {id: row.id})
MERGE (name:Name {id: row.name})
MERGE (name)-[:NAMES]->(n)
