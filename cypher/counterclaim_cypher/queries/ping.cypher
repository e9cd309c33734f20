// name: ping
// purpose: Whether the database answers.
// access: read
// parameters: 
RETURN 1 AS one
