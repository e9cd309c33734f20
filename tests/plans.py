"""How an engine would run a statement."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from counterclaim.graph import Graph


async def plan(graph: Graph, text: str, parameters: Mapping[str, Any]) -> str:
    """The plan, in words.

    The embedded engine may execute what it is to explain, and so does it in a transaction that is rolled back.
    """
    async with graph._doors.writer.session(database=graph.database) as session:
        transaction = await session.begin_transaction()
        try:
            summary = await (await transaction.run(f"EXPLAIN {text}", dict(parameters))).consume()
        finally:
            await transaction.rollback()
    return json.dumps(summary.plan, default=str)
