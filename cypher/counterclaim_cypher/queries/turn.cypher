// name: turn
// purpose: How many writing transactions there have been.
// access: read
// parameters: 
MATCH (load:Load {id: 'turn'}) RETURN load.turn AS turn
