// name: load
// purpose: A load and how far it got.
// access: read
// parameters: id
MATCH (load:Load {id: $id})
RETURN properties(load) AS load
