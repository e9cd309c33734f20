// name: links_from
// purpose: The steps from rows to what they are part of, rest on or revise.
// access: read
// parameters: ids
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Actor {id: id}) RETURN n
  UNION MATCH (n:Place {id: id}) RETURN n
  UNION MATCH (n:Event {id: id}) RETURN n
  UNION MATCH (n:Statement {id: id}) RETURN n
}
MATCH (n)-[:PART_OF|WAS_DERIVED_FROM|WAS_REVISION_OF]->(whole)
RETURN id AS part, whole.id AS whole
