// name: statements_anchored
// purpose: Statements about things, or of those who claim or relay them, some at a time, by time and id.
// access: read
// parameters: about, whole, speaker, teller, predicate, certainty, claimant, relay, words, from, to, as_of, start, id, limit
CALL () {
  MATCH (s:Statement {about: $about}) RETURN s
  UNION MATCH (:Place {id: $whole})<-[:PART_OF*1..]-(:Place)<-[:ABOUT]-(s:Statement) RETURN s
  UNION MATCH (:Event {id: $whole})<-[:PART_OF*1..]-(:Event)<-[:ABOUT]-(s:Statement) RETURN s
  UNION MATCH (:Actor {id: $whole})<-[:PART_OF*1..]-(:Actor)<-[:ABOUT]-(s:Statement) RETURN s
  UNION MATCH (:Actor {id: $speaker})-[:CLAIMS]->(s:Statement) RETURN s
  UNION MATCH (:Actor {id: $teller})-[:RELAYS]->(s:Statement) RETURN s
}
WITH s
WHERE [s.earliest_start, s.id] > [$start, $id]
  AND s.known_from <= $as_of AND $as_of < s.known_to AND s.earliest_start < $to AND $from < s.latest_end
  AND ($predicate IS NULL OR s.predicate = $predicate)
  AND ($certainty IS NULL OR s.certainty IN $certainty)
  AND ($claimant IS NULL OR $claimant IN s.claimants)
  AND ($relay IS NULL OR EXISTS { MATCH (s)<-[:RELAYS]-(:Actor {id: $relay}) })
  AND all(word IN $words WHERE s.search CONTAINS word)
RETURN s.id AS id, s.earliest_start AS start, s.names AS names
ORDER BY s.earliest_start, s.id
LIMIT $limit
