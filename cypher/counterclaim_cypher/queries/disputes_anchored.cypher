// name: disputes_anchored
// purpose: Disputes about things or with an actor on a side, as disputes_by_id has them, by rank and id.
// access: read
// parameters: about, whole, speaker, silences, grades, predicate, from, to, actors, as_of, rank, id, limit
CALL () {
  MATCH (:Place {id: $about})<-[:ABOUT]-(d:Dispute) RETURN d
  UNION MATCH (:Event {id: $about})<-[:ABOUT]-(d:Dispute) RETURN d
  UNION MATCH (:Actor {id: $about})<-[:ABOUT]-(d:Dispute) RETURN d
  UNION MATCH (:Place {id: $whole})<-[:PART_OF*1..]-(:Place)<-[:ABOUT]-(d:Dispute) RETURN d
  UNION MATCH (:Event {id: $whole})<-[:PART_OF*1..]-(:Event)<-[:ABOUT]-(d:Dispute) RETURN d
  UNION MATCH (:Actor {id: $whole})<-[:PART_OF*1..]-(:Actor)<-[:ABOUT]-(d:Dispute) RETURN d
  UNION MATCH (:Actor {id: $speaker})-[:CLAIMS]->(:Statement)<-[:HAS_STATEMENT]-(d:Dispute) RETURN d
}
WITH d
WHERE [d.rank, d.id] > [$rank, $id]
  AND any(i IN range(0, size(d.grades) - 1)
    WHERE d.graded_from[i] <= $as_of AND $as_of < d.graded_to[i] AND ($grades IS NULL OR d.grades[i] IN $grades))
  AND ($predicate IS NULL OR d.predicate = $predicate)
  AND any(i IN range(0, size(d.windows_from) - 1) WHERE d.windows_from[i] < $to AND $from < d.windows_to[i])
  AND all(actor IN $actors WHERE EXISTS {
    MATCH (d)-[held:HAS_STATEMENT]->(s:Statement)
    WHERE held.known_from <= $as_of AND $as_of < held.known_to AND actor IN s.claimants
  })
WITH d
ORDER BY d.rank, d.id
LIMIT $limit
RETURN properties(d) AS dispute,
  [(d)-[held:HAS_STATEMENT]->(s:Statement) |
    [s.id, held.side, held.known_from, held.known_to, s.earliest_start, s.names, s.about, s.claimants]] AS members,
  [(d)-[:ABOUT]->(thing) | [thing.id, coalesce(thing.name, thing.id), labels(thing)[0]]] AS about,
  COLLECT {
    MATCH (s:Statement {topic: d.subject + '~silence~' + $silences[d.predicate]})
    WHERE s.known_from <= $as_of AND $as_of < s.known_to
    RETURN s.id ORDER BY s.id LIMIT 50
  } AS silences
ORDER BY dispute.rank, dispute.id
