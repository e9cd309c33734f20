// name: take_turn
// purpose: Let one writer at a time go on: the node is locked until the transaction ends, its turn counts them.
// access: write
// parameters: 
MERGE (turn:Turn {id: 'writers'})
SET turn.taken = coalesce(turn.taken, 0) + 1
RETURN turn.taken AS turn
