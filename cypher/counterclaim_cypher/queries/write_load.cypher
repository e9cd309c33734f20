// name: write_load
// purpose: Move the checkpoint of a load.
// access: write
// parameters: id, properties
MERGE (load:Load {id: $id})
SET load += $properties
