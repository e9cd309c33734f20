// name: delete_stated_order
// purpose: Delete the order between two events that statements gave.
// access: write
// parameters: rows
UNWIND $rows AS row
MATCH (:Event {id: row.first})-[edge:PRECEDES {basis: 'stated'}]-(:Event {id: row.then})
DELETE edge
