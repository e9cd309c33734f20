// name: revisers
// purpose: When statements were retracted, and when those that revise them became known.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (s:Statement {id: id})
OPTIONAL MATCH (s)<-[:WAS_REVISION_OF]-(reviser:Statement)
RETURN s.id AS id, s.topic AS topic, s.retracted AS retracted, s.known_to AS known_to,
  collect(reviser.known_from) AS revised
