// name: migrations_done
// purpose: Migrations that ran, with their checksums.
// access: read
// parameters: 
MATCH (m:Migration)
RETURN m.id AS id, m.checksum AS checksum
ORDER BY id
