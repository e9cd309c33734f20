"""Loading a generated dossier, whole way, as a ratio to a hand-written script that writes the same graph unchecked.

The baseline has every node and edge in memory, knows that none is there yet, and sends them by UNWIND in batches, edges
grouped by the end that has many of them. Both write to an empty database with the same indexes, in turn. The ratio is
the baseline's best time by our best: 1.0 would be as fast as the script.

Run: python -m bench.bench_load [--engine embedded]
"""

from __future__ import annotations

import argparse
import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.generated import write
from counterclaim.connect import open_graph
from counterclaim.graph import Graph, Transaction, batches
from counterclaim.loading.load import Loader
from counterclaim.migrate import migrate
from counterclaim.predicates import load_registry
from counterclaim_loaders import content_digest, read
from tests.engines import IMAGES, running

BATCH = 2_000
NODES = "MATCH (n:{label}) RETURN properties(n) AS node"
EDGES = "MATCH (a:{start})-[r:{type}]->(b:{end}) RETURN a.id AS a, b.id AS b, properties(r) AS edge"
KINDS = "MATCH (a)-[r]->(b) RETURN DISTINCT labels(a)[0] AS start, type(r) AS type, labels(b)[0] AS end"
LABELS = ("Actor", "Document", "Place", "Event", "Statement", "Dispute", "Topic", "Name", "Load")

Content = tuple[dict[str, list[Any]], dict[tuple[str, str, str], list[Any]]]


@asynccontextmanager
async def fresh(engine: str) -> AsyncIterator[Graph]:
    """An empty database of an engine, with the indexes."""
    with TemporaryDirectory() as home, running(engine, Path(home), quick=False) as settings:
        async with open_graph(settings) as graph:
            await migrate(graph)
            yield graph


async def content(graph: Graph) -> Content:
    """All nodes by label and edges by kind."""

    async def work(tx: Transaction) -> Content:
        nodes = {label: [row["node"] for row in await tx.rows(NODES.format(label=label))] for label in LABELS}
        edges = {
            (kind["start"], kind["type"], kind["end"]): await tx.rows(EDGES.format(**kind))
            for kind in await tx.rows(KINDS)
        }
        return nodes, edges

    return await graph.write("content", work)


async def script(graph: Graph, nodes: dict[str, list[Any]], edges: dict[tuple[str, str, str], list[Any]]) -> None:
    """Write nodes and edges as fast as it goes."""
    for label, rows in nodes.items():
        for batch in batches(rows, BATCH):
            await _send(graph, f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", list(batch))
    for (start, kind, end), rows in edges.items():
        hub, few = ("a", "b") if len({row["a"] for row in rows}) <= len({row["b"] for row in rows}) else ("b", "a")
        hub_label, few_label = (end, start) if hub == "b" else (start, end)
        properties = " SET edge = row.edge" if any(row["edge"] for row in rows) else ""
        text = (
            f"UNWIND $rows AS group MATCH ({hub}:{hub_label} {{id: group.hub}}) UNWIND group.rows AS row "
            f"MATCH ({few}:{few_label} {{id: row.id}}) CREATE (a)-[edge:{kind}]->(b){properties}"
        )
        for batch in batches(rows, BATCH):
            groups: dict[str, list[Any]] = defaultdict(list)
            for row in batch:
                groups[row[hub]].append({"id": row[few], "edge": row["edge"]})
            await _send(graph, text, [{"hub": name, "rows": ends} for name, ends in groups.items()])


async def _send(graph: Graph, text: str, rows: list[Any]) -> None:
    async def work(tx: Transaction) -> None:
        await tx.rows(text, {"rows": rows})

    await graph.write("baseline", work)


async def measure(engine: str, statements: int, topics: int, rounds: int) -> float:
    """Print both times of each round, and the ratio of the best of them, which it returns."""
    registry = load_registry()
    best_of_ours = best_of_theirs = inf
    with TemporaryDirectory() as folder:
        path = Path(folder) / "generated.jsonl"
        write(path, statements, topics)
        for number in range(1, rounds + 1):
            async with fresh(engine) as graph:
                start = perf_counter()
                await Loader(graph, registry).load("generated", content_digest(path), read(path))
                ours = perf_counter() - start
                nodes, edges = await content(graph)
            async with fresh(engine) as graph:
                start = perf_counter()
                await script(graph, nodes, edges)
                theirs = perf_counter() - start
            best_of_ours, best_of_theirs = min(best_of_ours, ours), min(best_of_theirs, theirs)
            disputes, written = len(nodes["Dispute"]), sum(map(len, edges.values()))
            print(
                f"{engine}, round {number}: {statements} statements, {disputes} disputes, {written} edges: "
                f"counterclaim {ours:.1f} s, script {theirs:.1f} s",
                flush=True,
            )
    ratio = best_of_theirs / best_of_ours
    print(f"{engine}, {statements} statements: ratio {ratio:.2f}", flush=True)
    return ratio


def main() -> None:
    """Read the sizes and measure."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--engine", choices=["embedded", *IMAGES], default="embedded")
    arguments.add_argument("--statements", type=int, default=60_000)
    arguments.add_argument("--topics", type=int, default=3_000)
    arguments.add_argument("--rounds", type=int, default=2)
    given = arguments.parse_args()
    asyncio.run(measure(given.engine, given.statements, given.topics, given.rounds))


if __name__ == "__main__":
    main()
