"""The drivers of a database, and what the engine behind them can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import neo4j
from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, unit_of_work

from counterclaim import request_id
from counterclaim.graph.translation import translated

KERNEL = "CALL dbms.components() YIELD name, edition WHERE name = 'Neo4j Kernel' RETURN edition"
READ_RETRIES = 3.0
"""Seconds for which a question is tried again before its asker is told that the database is away."""
CONNECT_TIMEOUT = 60.0
"""Seconds in which a database that has just started must say what it is."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the engine can do beyond what all can; asked once at connect."""

    engine: str
    property_types: bool
    fulltext: bool
    read_mode_enforced: bool


class Doors(NamedTuple):
    """The drivers of a database: one that may write, one for reading."""

    writer: AsyncDriver
    reader: AsyncDriver

    def connections(self) -> dict[tuple[str, str], int]:
        """How many connections the pools hold, by door and state: in_use or idle."""
        held: dict[tuple[str, str], int] = {}
        for door, driver in (("reader", self.reader), ("writer", self.writer)):
            # The driver tells nobody of its pool; a test notices should a new version have none.
            states = [one.in_use for pool in tuple(driver._pool.connections.values()) for one in tuple(pool)]
            held[door, "in_use"] = sum(states)
            held[door, "idle"] = len(states) - sum(states)
        return held

    async def close(self) -> None:
        """Close both."""
        await self.writer.close()
        await self.reader.close()


def open_doors(uri: str, writer: tuple[str, str], reader: tuple[str, str]) -> Doors:
    """The drivers for an address; raises DatabaseError if it is none."""
    options: dict[str, Any] = {
        "notifications_min_severity": "OFF",
        "connection_acquisition_timeout": 15.0,
        "connection_timeout": 2.0,
    }
    with translated():
        return Doors(
            AsyncGraphDatabase.driver(uri, auth=writer, **options),
            AsyncGraphDatabase.driver(uri, auth=reader, max_transaction_retry_time=READ_RETRIES, **options),
        )


async def capabilities_of(driver: AsyncDriver, database: str | None) -> Capabilities:
    """Ask the server what it is: the embedded engine answers as a Neo4j, and names itself in its agent."""
    agent = (await driver.get_server_info()).agent
    if "ArcadeDB" in agent:
        return Capabilities("arcadedb", property_types=True, fulltext=False, read_mode_enforced=False)

    @unit_of_work(metadata=labels("capabilities"), timeout=CONNECT_TIMEOUT)
    async def work(transaction: AsyncManagedTransaction) -> str:
        edition: str = (await (await transaction.run(KERNEL)).single(strict=True))["edition"]
        return edition

    async with driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
        typed = await session.execute_read(work) != "community"
    return Capabilities("neo4j", property_types=typed, fulltext=True, read_mode_enforced=True)


def labels(name: str) -> dict[str, str]:
    """What an administrator sees of a transaction in `SHOW TRANSACTIONS`."""
    request = request_id.current.get()
    return {"app": "counterclaim", "query": name, **({"request": request} if request else {})}
