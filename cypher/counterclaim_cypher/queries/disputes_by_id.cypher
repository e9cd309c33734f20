// name: disputes_by_id
// purpose: Disputes, all statements ever in them, and the silences on their topics.
// access: read
// parameters: ids, as_of, silences
UNWIND $ids AS id
MATCH (d:Dispute {id: id})
RETURN properties(d) AS dispute,
  [(d)-[held:HAS_STATEMENT]->(s:Statement) |
    [s.id, held.side, held.known_from, held.known_to, s.earliest_start, s.names, s.about, s.claimants]] AS members,
  [(d)-[:ABOUT]->(thing) | [thing.id, coalesce(thing.name, thing.id), labels(thing)[0]]] AS about,
  COLLECT {
    MATCH (s:Statement {topic: d.subject + '~silence~' + $silences[d.predicate]})
    WHERE s.known_from <= $as_of AND $as_of < s.known_to
    RETURN s.id ORDER BY s.id LIMIT 50
  } AS silences
