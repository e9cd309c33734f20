// name: disputes_touching
// purpose: Disputes about a thing or in which an actor takes a side, by rank and id, and how many there are.
// access: read
// parameters: about, speaker, as_of, limit
CALL () {
  MATCH (:Place {id: $about})<-[:ABOUT]-(d:Dispute) RETURN d
  UNION MATCH (:Event {id: $about})<-[:ABOUT]-(d:Dispute) RETURN d
  UNION MATCH (:Actor {id: $about})<-[:ABOUT]-(d:Dispute) RETURN d
  UNION MATCH (:Actor {id: $speaker})-[:CLAIMS]->(:Statement)<-[held:HAS_STATEMENT]-(d:Dispute)
    WHERE held.known_from <= $as_of AND $as_of < held.known_to RETURN d
}
WITH d
WHERE any(i IN range(0, size(d.grades) - 1) WHERE d.graded_from[i] <= $as_of AND $as_of < d.graded_to[i])
WITH d ORDER BY d.rank, d.id
WITH collect(d) AS found
UNWIND found[..$limit] AS d
RETURN size(found) AS total, properties(d) AS dispute,
  [(d)-[held:HAS_STATEMENT]->(s:Statement) WHERE held.known_from <= $as_of AND $as_of < held.known_to |
    [held.side, s.id]] AS members,
  [(d)-[:ABOUT]->(thing) WHERE thing.id = d.subject | [thing.id, coalesce(thing.name, thing.id), labels(thing)[0]]]
    AS subject
