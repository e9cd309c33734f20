// name: documents_by_id
// purpose: Documents with their publishers.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH (n:Document {id: id})
RETURN n.id AS id, coalesce(n.title, n.id) AS title, n.published AS published, n.url AS url, n.language AS language,
  [(n)-[:PUBLISHED_BY]->(a:Actor) | [a.id, coalesce(a.name, a.id), a.kind, a.reliability]] AS publisher
