// name: draw_statements
// purpose: Statements drawn: what they are about, and their way from the claimant to the document.
// access: read
// parameters: ids
UNWIND $ids AS id
MATCH about = (statement:Statement {id: id})-[:ABOUT]->()
MATCH claim = (statement)<-[:CLAIMS]-(:Actor)
OPTIONAL MATCH relay = (statement)<-[:RELAYS]-(:Actor)
OPTIONAL MATCH report = (statement)<-[:REPORTS]-(:Document)
RETURN about, claim, relay, report
