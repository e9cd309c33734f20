// name: topic_statements
// purpose: By topic, its statements as disputes see them, all or just those that speak of the whole place.
// access: read
// parameters: topics, covering
UNWIND $topics AS id
MATCH (s:Statement {topic: id})
WHERE s.covers OR NOT $covering
RETURN id AS topic, collect({
  topic: s.topic, id: s.id, about: s.about, value: s.value, polarity: s.polarity, certainty: s.certainty,
  time: s.time, earliest_start: s.earliest_start, latest_start: s.latest_start, earliest_end: s.earliest_end,
  latest_end: s.latest_end, precision: s.precision, uncertain: s.uncertain, claimants: s.claimants, places: s.places,
  known_from: s.known_from, known_to: s.known_to
}) AS statements
