// name: take_turn
// purpose: Let one writer at a time go on: the node is locked until the transaction ends, its turn counts them.
// access: write
// parameters: 
MERGE (load:Load {id: 'turn'})
SET load.turn = coalesce(load.turn, 0) + 1
RETURN load.turn AS turn
