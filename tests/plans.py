"""How an engine would run a statement."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from neo4j import NotificationDisabledClassification, NotificationMinimumSeverity

from counterclaim.graph import Graph

SCAN = re.compile(r"\b(?!NodeIndexRangeScan\b)\w*Scan\b|label scan")
"""Reads all nodes, or a whole label, index or type of edges; of the embedded engine's, one is a range of an index."""


class Explained(NamedTuple):
    """The plan in words, and what the engine advises against or says is deprecated."""

    plan: str
    notifications: list[str]


def scans(plan: str) -> list[str]:
    """What a plan reads whole."""
    return SCAN.findall(plan)


async def explained(graph: Graph, text: str, parameters: Mapping[str, Any]) -> Explained:
    """How the engine would run a statement.

    The embedded engine may execute what it is to explain, and so does it in a transaction that is rolled back. Neo4j
    counts what its indexes hold, and plans again, only now and then; until then all ways are alike to it.
    """
    session = graph._doors.writer.session(
        database=graph.database,
        notifications_min_severity=NotificationMinimumSeverity.INFORMATION,
        # A label or a property that this data does not have: others do.
        notifications_disabled_classifications=[NotificationDisabledClassification.UNRECOGNIZED],
    )
    async with session:
        if graph.capabilities.engine == "neo4j":
            await (await session.run("CALL db.prepareForReplanning(60)")).consume()
        transaction = await session.begin_transaction()
        try:
            summary = await (await transaction.run(f"EXPLAIN {text}", dict(parameters))).consume()
        finally:
            await transaction.rollback()
    told = [one for one in summary.gql_status_objects if one.is_notification]
    notifications = [f"{one.raw_classification}: {one.status_description}" for one in told]
    return Explained(json.dumps(summary.plan, default=str), notifications)
