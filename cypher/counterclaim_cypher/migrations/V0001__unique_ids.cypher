// One node an id. On the embedded engine an index keeps its order only if the type of its property was known before.
// requires: property_types
CREATE CONSTRAINT document_id_type IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
// requires: property_types
CREATE CONSTRAINT actor_id_type IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;
// requires: property_types
CREATE CONSTRAINT place_id_type IF NOT EXISTS FOR (n:Place) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT place_id IF NOT EXISTS FOR (n:Place) REQUIRE n.id IS UNIQUE;
// requires: property_types
CREATE CONSTRAINT event_id_type IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT event_id IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE;
// requires: property_types
CREATE CONSTRAINT statement_id_type IF NOT EXISTS FOR (n:Statement) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT statement_id IF NOT EXISTS FOR (n:Statement) REQUIRE n.id IS UNIQUE;
// requires: property_types
CREATE CONSTRAINT dispute_id_type IF NOT EXISTS FOR (n:Dispute) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT dispute_id IF NOT EXISTS FOR (n:Dispute) REQUIRE n.id IS UNIQUE;
// requires: property_types
CREATE CONSTRAINT topic_id_type IF NOT EXISTS FOR (n:Topic) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT topic_id IF NOT EXISTS FOR (n:Topic) REQUIRE n.id IS UNIQUE;
// requires: property_types
CREATE CONSTRAINT load_id_type IF NOT EXISTS FOR (n:Load) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT load_id IF NOT EXISTS FOR (n:Load) REQUIRE n.id IS UNIQUE;
// requires: property_types
CREATE CONSTRAINT migration_id_type IF NOT EXISTS FOR (n:Migration) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT migration_id IF NOT EXISTS FOR (n:Migration) REQUIRE n.id IS UNIQUE;
// requires: property_types
CREATE CONSTRAINT name_id_type IF NOT EXISTS FOR (n:Name) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT name_id IF NOT EXISTS FOR (n:Name) REQUIRE n.id IS UNIQUE;
