"""Named queries, read or write said out loud; a database that is gone is opened again where somebody keeps it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar
from typing import Any, Protocol, TypeVar

import neo4j
from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, AsyncSession, Bookmarks, unit_of_work
from neo4j.exceptions import ConstraintError, TransientError

from counterclaim import metrics
from counterclaim.errors import (
    CounterclaimError,
    DatabaseBehind,
    DatabaseError,
    DatabaseSlow,
    DatabaseTimeout,
    DatabaseUnavailable,
    InvalidBookmark,
)
from counterclaim.graph.doors import Capabilities, Doors, capabilities_of, labels, open_doors
from counterclaim.graph.read_only import GRACE, Table, answered
from counterclaim.graph.translation import translated
from counterclaim_cypher import Query, queries

Row = dict[str, Any]
T = TypeVar("T")

log = logging.getLogger("counterclaim")

WRITE_TIMEOUT = 600.0
"""Seconds that one writing transaction may take: a batch of rows, or some hundred topics."""

AGAIN = 3
"""How often a transaction is begun anew that another has got in the way of: by making a node that it merges too, which
it then finds there, or by writing for longer than the driver tries again, which is half a minute."""

STATEMENTS = 4
"""Statements of askers' own that run at once: however long they take, other questions find the database at hand."""

known_writes: ContextVar[frozenset[str]] = ContextVar("known_writes", default=frozenset())
"""Bookmarks of writes, of this process or another, that every transaction of the context is to see."""


class Transaction:
    """A transaction in which named queries run, one after the other."""

    def __init__(self, transaction: AsyncManagedTransaction) -> None:
        self._transaction = transaction

    async def run(self, name: str, **parameters: Any) -> list[Row]:
        """The rows that a named query answers."""
        query = _checked(name, parameters)
        with metrics.query(name):
            return await self.rows(query.text, parameters)

    async def rows(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows that a statement answers."""
        result = await self._transaction.run(text, dict(parameters or {}))
        return [dict(record) for record in await result.fetch(2**31 - 1)]

    async def execute(self, text: str) -> None:
        """Run a statement that answers nothing, such as one of a migration."""
        await (await self._transaction.run(text)).consume()


class Reads(Protocol):
    """Where reading queries are asked: of the graph, each in a transaction of its own, or all in one."""

    @property
    def capabilities(self) -> Capabilities:
        """What the engine can do."""

    async def read(self, name: str, **parameters: Any) -> list[Row]:
        """The rows that a reading query answers; raises DatabaseError."""


class Reading(Transaction):
    """A transaction that only reads."""

    def __init__(self, transaction: AsyncManagedTransaction, capabilities: Capabilities) -> None:
        super().__init__(transaction)
        self.capabilities = capabilities

    async def read(self, name: str, **parameters: Any) -> list[Row]:
        """The rows that a reading query answers."""
        if queries()[name].access != "read":
            raise ValueError(f"{name} writes")
        return await self.run(name, **parameters)


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
        self._own_writes = AsyncGraphDatabase.bookmark_manager()
        self._reopening: asyncio.Task[None] | None = None
        self._turns = asyncio.Semaphore(STATEMENTS)

    async def read(self, name: str, **parameters: Any) -> list[Row]:
        """The rows that a reading query answers; raises DatabaseError."""
        return await self.answer(name, lambda reads: reads.read(name, **parameters))

    async def answer(self, name: str, work: Callable[[Reads], Awaitable[T]]) -> T:
        """What `work` returns, read in one transaction within the time limit; it may be called again.

        All of it comes from one server of a cluster, in fewer ways to and fro than as many transactions.
        """

        async def managed(transaction: AsyncManagedTransaction) -> T:
            return await work(Reading(transaction, self.capabilities))

        limited = unit_of_work(metadata=labels(name), timeout=self.timeout)(managed)
        with metrics.transaction("reader"), self._watched():
            # The embedded engine has a limit of its own, and does not know the driver's.
            async with asyncio.timeout(self.timeout + GRACE):
                async with self._session(self._doors.reader, neo4j.READ_ACCESS) as session:
                    return await session.execute_read(limited)

    async def write(self, name: str, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """What `work` returns, done in one transaction; it may be called again, so it must give the same again."""

        async def managed(transaction: AsyncManagedTransaction) -> T:
            return await work(Transaction(transaction))

        limited = unit_of_work(metadata=labels(name), timeout=WRITE_TIMEOUT)(managed)
        with metrics.transaction("writer"), self._watched():
            async with self._session(self._doors.writer, neo4j.WRITE_ACCESS) as session:
                for _ in range(AGAIN):
                    with suppress(ConstraintError, TransientError):
                        return await session.execute_write(limited)
                return await session.execute_write(limited)

    async def ask(self, statement: str, parameters: Mapping[str, Any], limit: int) -> Table:
        """The first rows of what a statement of the asker's own answers.

        It waits for its turn as long as it may take. Raises StatementRefused if it does more than read,
        InvalidStatement, DatabaseError.
        """
        async with self._turn():
            with metrics.transaction("reader"), metrics.query("statement"), self._watched():
                async with self._session(self._doors.reader, neo4j.READ_ACCESS) as session:
                    return await answered(
                        session,
                        statement,
                        parameters,
                        limit,
                        within=self.timeout,
                        metadata=labels("statement"),
                        read_mode_enforced=self.capabilities.read_mode_enforced,
                    )

    async def follow(self, bookmarks: frozenset[str]) -> None:
        """See from now on what others have written, by the bookmarks that stand for it."""
        await self._own_writes.update_bookmarks((), bookmarks)

    async def bookmarks(self) -> frozenset[str]:
        """What stands for all that was written here: who puts it into `known_writes` sees it, on any server."""
        return frozenset(await self._own_writes.get_bookmarks())

    async def verify(self) -> None:
        """Raise DatabaseError unless the database answers; asked once, so that its answer comes soon."""
        ping = neo4j.Query(queries()["ping"].text, labels("ping"), self.timeout)
        with metrics.transaction("reader"), metrics.query("ping"), self._watched():
            async with self._doors.reader.session(database=self.database) as session:
                await (await session.run(ping)).consume()

    def connections(self) -> dict[tuple[str, str], int]:
        """How many connections are held, by door and state."""
        return self._doors.connections()

    async def close(self) -> None:
        """Close the drivers."""
        if self._reopening is not None:
            self._reopening.cancel()
        await self._doors.close()

    def _session(self, driver: AsyncDriver, access: str) -> AsyncSession:
        return driver.session(
            database=self.database,
            default_access_mode=access,
            bookmarks=Bookmarks.from_raw_values(known_writes.get()),
            bookmark_manager=self._own_writes,
        )

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self.timeout):
                await self._turns.acquire()
        except TimeoutError as error:
            raise DatabaseSlow("Other statements keep the database at work.") from error
        try:
            yield
        finally:
            self._turns.release()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            with translated():
                yield
        except (InvalidBookmark, DatabaseBehind, DatabaseTimeout):
            # Perhaps the database was put back to a day before these writes, and waits for them in vain.
            self._own_writes = AsyncGraphDatabase.bookmark_manager()
            raise
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
        try:
            old, self._doors = self._doors, await keeper.reopen()
            await old.close()
        except CounterclaimError as error:  # the next question finds the database gone and has it tried again
            log.warning("The database could not be opened again: %s", error, extra={"code": error.code})
        else:
            log.warning("The database was gone and is opened again.")


@asynccontextmanager
async def connected(
    uri: str,
    *,
    writer: tuple[str, str],
    reader: tuple[str, str],
    database: str | None,
    query_timeout: float,
    keeper: Keeper | None,
) -> AsyncIterator[Graph]:
    """A graph at an address, for as long as the block lasts; raises DatabaseError."""
    doors = open_doors(uri, writer, reader)
    try:
        with translated():
            capabilities = await capabilities_of(doors.reader, database)
    except BaseException:
        await doors.close()
        raise
    graph = Graph(doors, database, capabilities, timeout=query_timeout, keeper=keeper)
    try:
        yield graph
    finally:
        await graph.close()


def _checked(name: str, parameters: Mapping[str, Any]) -> Query:
    query = queries()[name]
    if query.parameters != parameters.keys():
        raise TypeError(f"{name} takes {sorted(query.parameters)}, not {sorted(parameters)}")
    return query


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in pieces of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
