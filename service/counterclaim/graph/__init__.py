"""The one door to the database."""

from counterclaim.graph.doors import Capabilities, Doors, open_doors
from counterclaim.graph.graph import Graph, Keeper, Reads, Row, Transaction, batches, connected, known_writes
from counterclaim.graph.read_only import InvalidStatement, StatementRefused, Table

__all__ = [
    "Capabilities",
    "Doors",
    "Graph",
    "InvalidStatement",
    "Keeper",
    "Reads",
    "Row",
    "StatementRefused",
    "Table",
    "Transaction",
    "batches",
    "connected",
    "known_writes",
    "open_doors",
]
