// The writers' lock is a node of its own label, once a graph. It was a load before that loaded nothing.
// requires: property_types
CREATE CONSTRAINT turn_id_type IF NOT EXISTS FOR (n:Turn) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT turn_id IF NOT EXISTS FOR (n:Turn) REQUIRE n.id IS UNIQUE;
MATCH (load:Load {id: 'turn'}) DELETE load;
