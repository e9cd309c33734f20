"""The whole graph as plain values, so that two graphs can be compared."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from counterclaim.graph import Graph, Transaction

NODES = """
MATCH (n)
RETURN labels(n)[0] AS label, properties(n) AS properties
"""
EDGES = """
MATCH (a)-[r]->(b)
RETURN labels(a)[0] + ' ' + a.id AS source, type(r) AS type, properties(r) AS properties,
  labels(b)[0] + ' ' + b.id AS target
"""


async def is_empty(graph: Graph) -> bool:
    """Whether there is nothing but the record of migrations."""
    return not await _ask(graph, "MATCH (n) WHERE NOT n:Migration RETURN n.id AS id LIMIT 1")


async def wipe(graph: Graph) -> None:
    """Delete all nodes and edges but the record of migrations."""

    async def work(transaction: Transaction) -> None:
        await transaction.execute("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")

    await graph.write("wipe", work)


async def snapshot(graph: Graph) -> tuple[list[str], list[str]]:
    """All nodes and edges, as sorted JSON; without what comes from the time of loading."""
    nodes = [node for node in await _ask(graph, NODES) if node["label"] not in ("Load", "Turn", "Migration")]
    for node in nodes:
        if node["label"] == "Statement" and "recorded" not in json.loads(node["properties"]["row"]):
            del node["properties"]["recorded"]
    return sorted(map(_text, nodes)), sorted(map(_text, await _ask(graph, EDGES)))


async def contents(transaction: Transaction) -> Counter[str]:
    """Really all nodes and edges, as a transaction sees them, as JSON; several may be alike."""
    return Counter(map(_text, [*await transaction.rows(NODES), *await transaction.rows(EDGES)]))


async def _ask(graph: Graph, text: str) -> list[dict[str, Any]]:
    async def work(transaction: Transaction) -> list[dict[str, Any]]:
        return await transaction.rows(text)

    return await graph.write("snapshot", work)


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False)
