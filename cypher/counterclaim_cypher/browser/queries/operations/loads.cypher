// Loads and how they ended
MATCH (load:Load)
RETURN load.source AS source, load.state AS state, load.rows AS rows, load.written AS written, load.refused AS refused,
  load.started AS started, load.finished AS finished
ORDER BY started DESC
LIMIT 50
