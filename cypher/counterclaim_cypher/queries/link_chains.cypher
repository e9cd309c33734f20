// name: link_chains
// purpose: Every step from rows to what they are part of, rest on or revise, up to the end.
// access: read
// parameters: ids
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Actor {id: id}) RETURN n
  UNION MATCH (n:Place {id: id}) RETURN n
  UNION MATCH (n:Event {id: id}) RETURN n
  UNION MATCH (n:Statement {id: id}) RETURN n
}
MATCH (n)-[:PART_OF|WAS_DERIVED_FROM|WAS_REVISION_OF*0..]->(part)
MATCH (part)-[:PART_OF|WAS_DERIVED_FROM|WAS_REVISION_OF]->(whole)
RETURN DISTINCT part.id AS part, whole.id AS whole
