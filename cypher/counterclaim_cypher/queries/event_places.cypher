// name: event_places
// purpose: Where events are located.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (:Event {id: id})-[:LOCATED_AT]->(place:Place)
RETURN DISTINCT id AS event, place.id AS place
