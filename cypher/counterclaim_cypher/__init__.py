"""The Cypher of the project: one statement a file, with a head that names it, and the reader of that head."""

from counterclaim_cypher.reader import CypherFileError, Migration, Query, Step, migrations, queries
from counterclaim_cypher.saved_queries import SavedQuery, saved_queries, saved_queries_zip

__all__ = [
    "CypherFileError",
    "Migration",
    "Query",
    "SavedQuery",
    "Step",
    "migrations",
    "queries",
    "saved_queries",
    "saved_queries_zip",
]
