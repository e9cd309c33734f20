// name: statements_by_id
// purpose: Statements, with those who claim, relay and report them, and what they name.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (s:Statement {id: id})
RETURN s.id AS id, s.predicate AS predicate, s.topic AS topic, s.value AS value, s.names AS names,
  s.polarity AS polarity, s.certainty AS certainty, s.time AS time, s.precision AS precision, s.uncertain AS uncertain,
  s.earliest_start AS earliest_start, s.latest_start AS latest_start,
  s.earliest_end AS earliest_end, s.latest_end AS latest_end,
  s.stated AS stated, s.recorded AS recorded, s.retracted AS retracted,
  s.known_from AS known_from, s.known_to AS known_to, s.edges AS edges, s.text AS text, s.language AS language,
  [(s)-[:ABOUT]->(thing) | [thing.id, coalesce(thing.name, thing.id), labels(thing)[0]]] AS about,
  [(s)<-[:CLAIMS]-(a:Actor) | [a.id, coalesce(a.name, a.id), a.kind, a.reliability]] AS claimants,
  [(s)<-[e:RELAYS]-(a:Actor) | [e.hop, a.id, coalesce(a.name, a.id), a.kind, a.reliability, e.cue]] AS relays,
  [(s)<-[e:REPORTS]-(n:Document) | [n.id, n.title, n.published, n.url, e.start, e.end]] AS passages,
  [(s)-[e:LOCATED_AT]->(p:Place) | [p.id, coalesce(p.name, p.id), e.extent, e.note]] AS located_at,
  [(s)-[:WAS_DERIVED_FROM]->(n) | [n.id, coalesce(n.title, n.id), labels(n)[0]]] AS derived_from,
  [(s)-[:WAS_REVISION_OF]->(n:Statement) | n.id] AS revises,
  [(s)<-[:WAS_REVISION_OF]-(n:Statement) | n.id] AS revised_by
