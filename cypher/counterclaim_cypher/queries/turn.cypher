// name: turn
// purpose: How many writing transactions there have been.
// access: read
// parameters: 
MATCH (turn:Turn {id: 'writers'}) RETURN turn.taken AS turn
