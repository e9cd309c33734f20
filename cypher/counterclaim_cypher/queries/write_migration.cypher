// name: write_migration
// purpose: Record that a migration ran.
// access: write
// parameters: id, description, checksum, ran
MERGE (m:Migration {id: $id})
SET m.description = $description, m.checksum = $checksum, m.ran = $ran
