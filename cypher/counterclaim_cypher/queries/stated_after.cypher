// name: stated_after
// purpose: The events that statements put directly after others.
// access: read
// parameters: ids, limit
UNWIND $ids AS id
MATCH (:Event {id: id})-[edge:PRECEDES {basis: 'stated'}]->(then:Event)
RETURN id AS first, then.id AS then, edge.statements AS statements
ORDER BY first, then
LIMIT $limit
