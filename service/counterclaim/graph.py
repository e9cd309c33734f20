"""The one door to the database: named queries, read or write said out loud, errors translated once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

import neo4j
from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from counterclaim.errors import (
    CounterclaimError,
    DatabaseBusy,
    DatabaseDenied,
    DatabaseError,
    DatabaseTimeout,
    DatabaseUnavailable,
)
from counterclaim_cypher import Query, queries

Row = dict[str, Any]
T = TypeVar("T")

KERNEL = "CALL dbms.components() YIELD name, edition WHERE name = 'Neo4j Kernel' RETURN edition"
TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "TransactionTerminated")
READ_RETRIES = 3.0
"""Seconds for which a question is tried again before its asker is told that the database is away."""
WRITE_TIMEOUT = 600.0
"""Seconds that one writing transaction may take: a batch of rows, or some hundred topics."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the engine can do beyond what all can; asked once at connect."""

    engine: str
    version: str
    property_types: bool
    fulltext: bool
    read_mode_enforced: bool


class Transaction:
    """A transaction in which named queries run."""

    def __init__(self, transaction: AsyncManagedTransaction) -> None:
        self._transaction = transaction

    async def run(self, name: str, **parameters: Any) -> list[Row]:
        """The rows that a named query answers."""
        return await self.rows(_checked(name, parameters).text, parameters)

    async def rows(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows that a statement answers."""
        result = await self._transaction.run(text, dict(parameters or {}))
        return [dict(record) for record in await result.fetch(2**31 - 1)]

    async def execute(self, text: str) -> None:
        """Run a statement that answers nothing, such as one of a migration."""
        await (await self._transaction.run(text)).consume()


class Doors(NamedTuple):
    """The drivers of a database: one that may write, one for reading."""

    writer: AsyncDriver
    reader: AsyncDriver

    async def close(self) -> None:
        """Close both."""
        await self.writer.close()
        await self.reader.close()


class Keeper(Protocol):
    """Who looks after the database, where somebody does."""

    async def reopen(self) -> Doors:
        """Start the database again if it is gone; raises CounterclaimError."""

    def hindrance(self) -> CounterclaimError | None:
        """What keeps the database from its work, such as a full disk."""


class Graph:
    """A connected database. With a keeper it is opened again as soon as it is found to be gone."""

    def __init__(
        self,
        doors: Doors,
        database: str | None,
        capabilities: Capabilities,
        *,
        timeout: float,
        keeper: Keeper | None = None,
    ) -> None:
        self._doors = doors
        self.database = database
        self.capabilities = capabilities
        self.timeout = timeout
        self._keeper = keeper
        self._reopening: asyncio.Task[None] | None = None

    async def read(self, name: str, **parameters: Any) -> list[Row]:
        """The rows that a reading query answers; raises DatabaseError."""
        query = _checked(name, parameters)
        if query.access != "read":
            raise ValueError(f"{name} writes")

        async def work(transaction: AsyncManagedTransaction) -> list[Row]:
            return await Transaction(transaction).run(name, **parameters)

        limited = unit_of_work(metadata={"query": name}, timeout=self.timeout)(work)
        with self._watched():
            async with self._doors.reader.session(
                database=self.database, default_access_mode=neo4j.READ_ACCESS
            ) as session:
                return await session.execute_read(limited)

    async def write(self, name: str, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """What `work` returns, done in one transaction; it may be called again, so it must give the same again."""

        async def managed(transaction: AsyncManagedTransaction) -> T:
            return await work(Transaction(transaction))

        limited = unit_of_work(metadata={"query": name}, timeout=WRITE_TIMEOUT)(managed)
        with self._watched():
            async with self._doors.writer.session(database=self.database) as session:
                return await session.execute_write(limited)

    async def verify(self) -> None:
        """Raise DatabaseError unless the database answers."""
        await self.read("ping")

    async def close(self) -> None:
        """Close the drivers."""
        if self._reopening is not None:
            self._reopening.cancel()
        await self._doors.close()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            with translated():
                yield
        except DatabaseUnavailable:
            if self._keeper is not None and (self._reopening is None or self._reopening.done()):
                self._reopening = asyncio.create_task(self._opened_again(self._keeper))
            raise
        except DatabaseError as error:
            hindrance = self._keeper.hindrance() if self._keeper else None
            if hindrance is not None:
                raise hindrance from error
            raise

    async def _opened_again(self, keeper: Keeper) -> None:
        # Where it fails, the next question finds the database gone and has it tried again.
        with suppress(CounterclaimError):
            old, self._doors = self._doors, await keeper.reopen()
            await old.close()


@asynccontextmanager
async def connected(
    uri: str,
    *,
    writer: tuple[str, str],
    reader: tuple[str, str] | None = None,
    database: str | None = None,
    query_timeout: float = 30.0,
    keeper: Keeper | None = None,
) -> AsyncIterator[Graph]:
    """A graph at an address; without a reader, reads are the writer's in read access mode. Raises DatabaseError."""
    doors = open_doors(uri, writer, reader or writer)
    try:
        with translated():
            capabilities = await _capabilities(doors.reader, database)
    except BaseException:
        await doors.close()
        raise
    graph = Graph(doors, database, capabilities, timeout=query_timeout, keeper=keeper)
    try:
        yield graph
    finally:
        await graph.close()


def open_doors(uri: str, writer: tuple[str, str], reader: tuple[str, str]) -> Doors:
    """The drivers for an address; raises DatabaseError if it is none."""
    options: dict[str, Any] = {
        "notifications_min_severity": "OFF",
        "connection_acquisition_timeout": 15.0,
        "connection_timeout": 5.0,
    }
    with translated():
        return Doors(
            AsyncGraphDatabase.driver(uri, auth=writer, **options),
            AsyncGraphDatabase.driver(uri, auth=reader, max_transaction_retry_time=READ_RETRIES, **options),
        )


async def _capabilities(driver: AsyncDriver, database: str | None) -> Capabilities:
    """Ask the server what it is: the embedded engine answers as a Neo4j, and names itself in its agent."""
    agent = (await driver.get_server_info()).agent
    if "ArcadeDB" in agent:
        return Capabilities("arcadedb", agent, property_types=True, fulltext=False, read_mode_enforced=False)
    async with driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
        record = await (await session.run(KERNEL)).single(strict=True)
    typed = record["edition"] != "community"
    return Capabilities("neo4j", agent, property_types=typed, fulltext=True, read_mode_enforced=True)


def _checked(name: str, parameters: Mapping[str, Any]) -> Query:
    query = queries()[name]
    if query.parameters != parameters.keys():
        raise TypeError(f"{name} takes {sorted(query.parameters)}, not {sorted(parameters)}")
    return query


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into the project's own."""
    try:
        yield
    except (ServiceUnavailable, SessionExpired) as error:
        raise DatabaseUnavailable("The database does not answer.") from error
    except (AuthError, Forbidden) as error:
        raise DatabaseDenied("The database refuses the user.") from error
    except Neo4jError as error:
        raise _of_code(error) from error
    except (ConfigurationError, OSError) as error:
        raise DatabaseUnavailable(f"The database can't be reached: {error}.") from error


def _of_code(error: Neo4jError) -> DatabaseError:
    code = error.code or ""
    if code.endswith(TIMED_OUT):
        return DatabaseTimeout("The database stopped the question at its time limit.")
    if isinstance(error, TransientError):
        return DatabaseBusy("The database could not finish the transaction.")
    return DatabaseError(f"The database answered {code}.", remedy="Its log tells more.")


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in pieces of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
