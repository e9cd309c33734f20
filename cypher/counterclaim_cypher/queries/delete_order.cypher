// name: delete_order
// purpose: Delete dated order that no longer holds in any scope.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (:Event {id: row.first})-[edge:PRECEDES {basis: 'dated'}]->(:Event {id: row.then})
DELETE edge
