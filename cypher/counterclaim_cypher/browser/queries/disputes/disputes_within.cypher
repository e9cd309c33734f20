// Disputes within Kursk oblast
// Drawn, with the places between. Another place: change the id.
MATCH within = (:Place {id: 'kursk-oblast'})<-[:PART_OF*0..]-(:Place)<-[:ABOUT]-(dispute:Dispute)
MATCH side = (dispute)-[:HAS_STATEMENT]->(:Statement)<-[:CLAIMS]-(:Actor)
RETURN within, side
LIMIT 200
