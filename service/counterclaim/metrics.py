"""What Prometheus is told: one set of measures for the whole process, also for a load in its own thread.

The values of every label are known beforehand; nothing that an asker sends becomes one.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, disable_created_metrics, generate_latest

MEDIA_TYPE = CONTENT_TYPE_LATEST
BUCKETS = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0)
"""Seconds; few, since there are as many of each as there are queries."""

# When each series began, which is of no use and would be half as many lines again.
disable_created_metrics()  # type: ignore[no-untyped-call]

REQUESTS = Histogram(
    "counterclaim_request_seconds",
    "Requests answered and the time each took, by method, route and status.",
    ("method", "route", "status"),
    buckets=BUCKETS,
)
QUERIES = Histogram(
    "counterclaim_query_seconds",
    "Queries and the time each took until its last row was there, by name.",
    ("query",),
    buckets=BUCKETS,
)
TRANSACTIONS = Gauge(
    "counterclaim_transactions_under_way",
    "Transactions under way, each on a connection of its own from the driver's pool, or waiting for one, by door.",
    ("door",),
)
CONNECTIONS = Gauge(
    "counterclaim_driver_connections", "Connections in the driver's pools, by door and state.", ("door", "state")
)
LOADS_UNDER_WAY = Gauge("counterclaim_loads_under_way", "Loads that came over REST and run, or wait for their turn.")
LOADS = Counter("counterclaim_loads", "Loads that came over REST, by how they ended.", ("state",))
ROWS = Counter("counterclaim_load_rows", "Rows of those loads, by what became of them.", ("outcome",))
DISPUTES = Gauge("counterclaim_disputes", "Disputes in the graph, by the gravest grade each ever had.", ("grade",))
DATABASE_UP = Gauge("counterclaim_database_up", "1 if the database answered when this was asked for, else 0.")

METRICS = (
    REQUESTS,
    QUERIES,
    TRANSACTIONS,
    CONNECTIONS,
    LOADS_UNDER_WAY,
    LOADS,
    ROWS,
    DISPUTES,
    DATABASE_UP,
)


def transaction(door: str) -> AbstractContextManager[Any]:
    """Count a transaction while it is under way."""
    return TRANSACTIONS.labels(door).track_inprogress()


def query(name: str) -> AbstractContextManager[Any]:
    """Measure a query, however it ends."""
    return QUERIES.labels(name).time()


def exposition(disputes: Mapping[str, int] | None, connections: Mapping[tuple[str, str], int]) -> bytes:
    """All measures as text, with the disputes by grade, or None if the database does not tell, and its connections."""
    for (door, state), count in connections.items():
        CONNECTIONS.labels(door, state).set(count)
    DATABASE_UP.set(disputes is not None)
    DISPUTES.clear()
    for grade, count in (disputes or {}).items():
        DISPUTES.labels(grade).set(count)
    return generate_latest()
