// name: revisers
// purpose: Until when statements are known, and what that follows from: retraction, and when revisers were known.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (s:Statement {id: id})
RETURN s.id AS id, s.topic AS topic, s.retracted AS retracted, s.known_to AS known_to,
  CASE WHEN s.covers THEN s.about END AS whole,
  [(s)<-[:WAS_REVISION_OF]-(reviser:Statement) | [reviser.known_from, reviser.known_to]] AS revised,
  [(s)-[:WAS_REVISION_OF]->(earlier:Statement) | earlier.id] AS revises
