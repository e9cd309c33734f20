// name: scope_order
// purpose: The dated order among events that places or parent events gave, as it stands.
// access: read
// parameters: ids
UNWIND $ids AS id
CALL (id) {
  MATCH (a:Event)-[:LOCATED_AT]->(:Place {id: id}) RETURN a
  UNION
  MATCH (a:Event)-[:PART_OF]->(:Event {id: id}) RETURN a
}
MATCH (a)-[edge:PRECEDES {basis: 'dated'}]->(b:Event)
RETURN DISTINCT a.id AS first, b.id AS then, edge.scopes AS scopes
