// name: draw_disputes
// purpose: Disputes drawn: what they are about, the statements known at a time on their sides, speakers and evidence.
// access: read
// parameters: ids, as_of
UNWIND $ids AS id
MATCH about = (dispute:Dispute {id: id})-[:ABOUT]->()
MATCH side = (dispute)-[held:HAS_STATEMENT]->(statement:Statement)<-[:CLAIMS]-(:Actor)
WHERE held.known_from <= $as_of AND $as_of < held.known_to
OPTIONAL MATCH report = (statement)<-[:REPORTS]-(:Document)
OPTIONAL MATCH origin = (statement)-[:WAS_DERIVED_FROM]->(:Document|Statement)
RETURN about, side, report, origin
