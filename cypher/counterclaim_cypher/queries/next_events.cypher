// name: next_events
// purpose: The events that stand directly before and after one in the order of events, stated ones first.
// access: read
// parameters: id, limit
CALL () {
  MATCH (:Event {id: $id})-[edge:PRECEDES]->(other:Event)
  WITH edge, other ORDER BY edge.basis DESC, other.id LIMIT $limit
  RETURN edge, other, true AS after
  UNION ALL
  MATCH (:Event {id: $id})<-[edge:PRECEDES]-(other:Event)
  WITH edge, other ORDER BY edge.basis DESC, other.id LIMIT $limit
  RETURN edge, other, false AS after
}
RETURN other.id AS id, coalesce(other.name, other.id) AS name, after, edge.basis AS basis,
  edge.scopes AS scopes, edge.statements AS statements
ORDER BY basis DESC, id
