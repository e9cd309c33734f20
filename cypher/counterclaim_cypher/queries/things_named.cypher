// name: things_named
// purpose: Events, places, actors and documents of an id or a folded name.
// access: read
// parameters: names
UNWIND $names AS name
CALL (name) {
  MATCH (thing:Place {id: name.text}) RETURN thing
  UNION MATCH (thing:Actor {id: name.text}) RETURN thing
  UNION MATCH (thing:Event {id: name.text}) RETURN thing
  UNION MATCH (thing:Document {id: name.text}) RETURN thing
  UNION MATCH (:Name {id: name.folded})-[:NAMES]->(thing) RETURN thing
}
RETURN name.text AS text, thing.id AS id, coalesce(thing.name, thing.title, thing.id) AS name, labels(thing)[0] AS label
