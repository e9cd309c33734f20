// Who says nothing, and of what
// Not to comment, or not to know, is a statement too.
MATCH (silent:Actor)-[:CLAIMS]->(statement:Statement {predicate: 'silence'})-[:ABOUT]->(thing)
RETURN coalesce(silent.name, silent.id) AS source, coalesce(thing.name, thing.id) AS about, statement.text AS text,
  statement.stated AS stated, statement.id AS id
ORDER BY source, about, id
LIMIT 200
