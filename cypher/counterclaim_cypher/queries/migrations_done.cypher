// name: migrations_done
// purpose: Migrations that ran, with their checksums.
// access: read
// parameters: 
MATCH (m:Migration)
RETURN m.id AS id, m.checksum AS checksum, m.description AS description, m.ran AS ran
ORDER BY id
