// What two sources speak of
// Drawn: ISW and the Russian Ministry of Defence. Other sources: change the ids.
MATCH both = (:Actor {id: 'isw'})-[:CLAIMS]->(:Statement)-[:ABOUT]->()<-[:ABOUT]-(:Statement)
  <-[:CLAIMS]-(:Actor {id: 'russian-mod'})
RETURN both
LIMIT 200
