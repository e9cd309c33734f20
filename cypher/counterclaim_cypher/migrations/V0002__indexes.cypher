// Look-ups by topic and subject, and lists in the order of time or rank, from where the page before ended.
// On the embedded engine a range is served only where the type of the property was known before.
// requires: property_types
CREATE CONSTRAINT statement_earliest_start_type IF NOT EXISTS FOR (n:Statement) REQUIRE n.earliest_start IS :: INTEGER;
CREATE INDEX statement_earliest_start_id IF NOT EXISTS FOR (n:Statement) ON (n.earliest_start, n.id);
// requires: property_types
CREATE CONSTRAINT event_earliest_start_type IF NOT EXISTS FOR (n:Event) REQUIRE n.earliest_start IS :: INTEGER;
CREATE INDEX event_earliest_start_id IF NOT EXISTS FOR (n:Event) ON (n.earliest_start, n.id);
// requires: property_types
CREATE CONSTRAINT event_earliest_end_type IF NOT EXISTS FOR (n:Event) REQUIRE n.earliest_end IS :: INTEGER;
CREATE INDEX event_earliest_end_id IF NOT EXISTS FOR (n:Event) ON (n.earliest_end, n.id);
// requires: property_types
CREATE CONSTRAINT event_latest_start_type IF NOT EXISTS FOR (n:Event) REQUIRE n.latest_start IS :: INTEGER;
CREATE INDEX event_latest_start_id IF NOT EXISTS FOR (n:Event) ON (n.latest_start, n.id);
// requires: property_types
CREATE CONSTRAINT event_latest_end_type IF NOT EXISTS FOR (n:Event) REQUIRE n.latest_end IS :: INTEGER;
CREATE INDEX event_latest_end_id IF NOT EXISTS FOR (n:Event) ON (n.latest_end, n.id);
// requires: property_types
CREATE CONSTRAINT dispute_rank_type IF NOT EXISTS FOR (n:Dispute) REQUIRE n.rank IS :: INTEGER;
CREATE INDEX dispute_rank_id IF NOT EXISTS FOR (n:Dispute) ON (n.rank, n.id);
// requires: property_types
CREATE CONSTRAINT topic_stale_type IF NOT EXISTS FOR (n:Topic) REQUIRE n.stale IS :: BOOLEAN;
CREATE INDEX statement_topic IF NOT EXISTS FOR (n:Statement) ON (n.topic);
CREATE INDEX statement_about IF NOT EXISTS FOR (n:Statement) ON (n.about);
CREATE INDEX statement_names IF NOT EXISTS FOR (n:Statement) ON (n.names);
CREATE INDEX topic_subject IF NOT EXISTS FOR (n:Topic) ON (n.subject);
CREATE INDEX topic_stale IF NOT EXISTS FOR (n:Topic) ON (n.stale);
