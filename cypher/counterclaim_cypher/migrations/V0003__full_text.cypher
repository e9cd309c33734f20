// Full text over what is searched. `search` holds folded words with spaces between, so that the index only parts them.
// requires: fulltext
CREATE FULLTEXT INDEX texts IF NOT EXISTS
FOR (n:Document|Actor|Place|Event|Statement) ON EACH [n.search]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
// Asked before it has read a graph that was there, it would answer with an error.
// requires: fulltext
CALL db.awaitIndex('texts', 300);
