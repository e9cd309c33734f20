// name: topic_statements
// purpose: The statements of topics as disputes see them, all or just those that speak of the whole place.
// access: read
// parameters: topics, covering
UNWIND $topics AS id
MATCH (s:Statement {topic: id})
WHERE s.covers OR NOT $covering
RETURN s.topic AS topic, s.id AS id, s.about AS about, s.value AS value, s.polarity AS polarity,
  s.certainty AS certainty, s.time AS time, s.earliest_start AS earliest_start, s.latest_start AS latest_start,
  s.earliest_end AS earliest_end, s.latest_end AS latest_end, s.precision AS precision, s.uncertain AS uncertain,
  s.claimants AS claimants, s.places AS places, s.known_from AS known_from, s.known_to AS known_to
