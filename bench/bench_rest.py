"""Asking over REST which sources disagree about a place, as a ratio to the same Cypher through the bare driver.

A real server on loopback answers one client that keeps its connection. For each question, what the service sends to the
database is recorded and then sent through the bare driver, each statement in a transaction of its own, as its
`execute_query` has it, in turn with the request. Printed are p50 and p99 of both.

Run: python -m bench.bench_rest [--engine embedded]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, TypeVar

import httpx
import neo4j

from bench.generated import write
from counterclaim import queries
from counterclaim.connect import open_graph
from counterclaim.graph import Graph, Reads, Row
from counterclaim.loading.load import Loader
from counterclaim.migrate import migrate
from counterclaim.predicates import load_registry
from counterclaim.settings import Settings
from counterclaim_cypher import queries as cypher
from counterclaim_loaders import content_digest, read
from tests.command import environment
from tests.engines import IMAGES, running

T = TypeVar("T")
Sent = list[tuple[str, dict[str, Any]]]
WARM_UP = 100


class Recording:
    """Asks, and remembers what was asked."""

    def __init__(self, reads: Reads, sent: Sent) -> None:
        self.reads, self.sent = reads, sent
        self.capabilities = reads.capabilities

    async def read(self, name: str, **parameters: Any) -> list[Row]:
        """As within, and remembered."""
        self.sent.append((cypher()[name].text, parameters))
        return await self.reads.read(name, **parameters)


class Recorded(Graph):
    """A graph that remembers what was asked of it."""

    sent: Sent

    async def answer(self, name: str, work: Callable[[Reads], Awaitable[T]]) -> T:
        """As the graph does, and remembered."""
        return await super().answer(name, lambda reads: work(Recording(reads, self.sent)))


@asynccontextmanager
async def served(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server of its own process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = {**os.environ, **{key: value or "" for key, value in environment(settings).items()}}
    command = [str(Path(sys.executable).parent / "counterclaim"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: ASYNC220, S603
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            for _ in range(300):
                try:
                    if (await client.get("/readyz")).status_code == 200:
                        break
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.2)
            yield client
    finally:
        server.terminate()
        server.wait(20)


async def recorded(graph: Graph, place: str) -> Sent:
    """What the service sends to answer about a place."""
    copy = Recorded.__new__(Recorded)
    copy.__dict__.update(graph.__dict__)
    copy.sent = []
    await queries.disputes(copy, load_registry(), about=place)
    return copy.sent


async def bare(driver: neo4j.AsyncDriver, database: str | None, sent: Sent) -> None:
    """The same Cypher, each statement in a reading transaction, every record fetched."""
    async with driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
        for text, parameters in sent:

            async def work(tx: neo4j.AsyncManagedTransaction, text: str = text, given: Any = parameters) -> Any:
                return await (await tx.run(text, given)).fetch(10**9)

            await session.execute_read(work)


async def measure(engine: str, statements: int, topics: int, number: int) -> dict[str, float]:
    """Load, ask in turn, print; returns the ratios of p50 and p99."""
    ratios = {}
    with TemporaryDirectory() as folder, running(engine, Path(folder) / "home", quick=False) as settings:
        path = Path(folder) / "generated.jsonl"
        write(path, statements, topics)
        async with open_graph(settings) as graph:
            await migrate(graph)
            await Loader(graph, load_registry()).load("generated", content_digest(path), read(path))
            async with served(settings) as client:
                theirs, ours = await _in_turn(graph, client, topics, number)
    for name, position in (("p50", 49), ("p99", 98)):
        driver, rest = (quantiles(times, n=100)[position] * 1000 for times in (theirs, ours))
        ratios[name] = rest / driver
        print(
            f"{engine}, {name}: REST {rest:.1f} ms, bare driver {driver:.1f} ms, ratio {ratios[name]:.2f}", flush=True
        )
    return ratios


async def _in_turn(
    graph: Graph, client: httpx.AsyncClient, topics: int, number: int
) -> tuple[list[float], list[float]]:
    chance = random.Random(3)
    theirs, ours = [], []
    for turn in range(number + WARM_UP):
        place = f"village-{chance.randrange(topics)}"
        sent = await recorded(graph, place)
        start = perf_counter()
        await bare(graph._doors.reader, graph.database, sent)
        middle = perf_counter()
        (await client.get("/v1/disputes", params={"about": place})).raise_for_status()
        if turn >= WARM_UP:
            theirs.append(middle - start)
            ours.append(perf_counter() - middle)
    return theirs, ours


def main() -> None:
    """Read the sizes and measure."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--engine", choices=["embedded", *IMAGES], default="embedded")
    arguments.add_argument("--statements", type=int, default=20_000)
    arguments.add_argument("--topics", type=int, default=1_000)
    arguments.add_argument("--questions", type=int, default=1_000)
    given = arguments.parse_args()
    asyncio.run(measure(given.engine, given.statements, given.topics, given.questions))


if __name__ == "__main__":
    main()
