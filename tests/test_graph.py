"""The one door: what the database itself refuses, sees and repeats."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from typing import Any

import neo4j
import pytest
from neo4j import AsyncManagedTransaction
from neo4j._async.work.transaction import AsyncTransactionBase
from neo4j.exceptions import ConnectionAcquisitionTimeoutError, DriverError, Neo4jError, TransientError

from counterclaim import queries, request_id
from counterclaim.errors import DatabaseError, DatabaseSlow, DatabaseTimeout, InvalidBookmark
from counterclaim.graph import Graph, Reads, Row, Transaction, known_writes
from counterclaim.graph import graph as door
from counterclaim.graph.translation import translated
from counterclaim.loading.load import Loader
from counterclaim.loading.turns import take_turn
from counterclaim.predicates import Registry
from counterclaim_cypher import Query
from counterclaim_loaders import content_digest, read
from tests.conftest import KURSK
from tests.snapshots import snapshot, wipe

WRITES = [
    "CREATE (:Intruder)",
    "MATCH (p:Place {id: 'berdin'}) SET p.name = 'Elsewhere'",
    "MATCH (p:Place {id: 'berdin'}) DETACH DELETE p",
    "CREATE INDEX intruder IF NOT EXISTS FOR (n:Place) ON (n.name)",
]


@pytest.mark.parametrize("text", WRITES)
async def test_the_database_refuses_a_write_through_the_read_door(kursk: Graph, text: str) -> None:
    before = await snapshot(kursk)
    session = kursk._doors.reader.session(database=kursk.database, default_access_mode=neo4j.READ_ACCESS)
    async with session:
        with pytest.raises((DriverError, Neo4jError)):
            await session.execute_read(lambda tx: _run(tx, text))
    assert await snapshot(kursk) == before


async def _run(transaction: AsyncManagedTransaction, text: str) -> None:
    await (await transaction.run(text)).consume()


async def test_an_administrator_sees_what_runs_and_for_whom(kursk: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    if not kursk.capabilities.read_mode_enforced:
        pytest.skip("the embedded engine has no SHOW TRANSACTIONS")
    text = "SHOW TRANSACTIONS YIELD metaData RETURN metaData"
    looking = Query("ping", "Look at the transactions.", "read", frozenset(), text)
    monkeypatch.setattr(door, "queries", lambda: {"ping": looking})
    token = request_id.current.set("request-1")
    try:
        rows = await kursk.read("ping")
    finally:
        request_id.current.reset(token)
    assert {"app": "counterclaim", "query": "ping", "request": "request-1"} in [row["metaData"] for row in rows]


def test_a_pool_without_a_free_connection_is_a_slow_database() -> None:
    with pytest.raises(DatabaseSlow), translated():
        raise ConnectionAcquisitionTimeoutError("all are taken")


async def test_what_was_written_is_named_by_a_bookmark(empty: Graph) -> None:
    async def work(tx: Transaction) -> None:
        await tx.run("take_turn")

    await empty.write("take_turn", work)
    bookmarks = await empty.bookmarks()
    assert bookmarks
    token = known_writes.set(bookmarks)
    try:
        assert await empty.read("turn")
    finally:
        known_writes.reset(token)


async def test_a_bookmark_of_another_database_is_refused(kursk: Graph) -> None:
    if not kursk.capabilities.read_mode_enforced:
        pytest.skip("the embedded engine is one server, and pays no heed to bookmarks")
    token = known_writes.set(frozenset({"nonsense"}))
    try:
        with pytest.raises(InvalidBookmark):
            await kursk.read("ping")
    finally:
        known_writes.reset(token)


def of_days_to_come(bookmark: str) -> str:
    """The bookmark of a transaction that the database has not had yet: its number follows the database's 16 bytes."""
    head, _, packed = bookmark.partition(":")
    content = b64decode(f"{packed}==")
    before = content.index(b"\xcc\x10") + 2 + 16
    return f"{head}:{b64encode(content[:before] + bytes([0xC9, 0x7F, 0xFF]) + content[-1:]).decode()}"


async def test_a_database_put_back_to_an_earlier_day_is_asked_again(
    empty: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not empty.capabilities.read_mode_enforced:
        pytest.skip("the embedded engine is one server, and pays no heed to bookmarks")
    await empty.write("take_turn", take_turn)
    (bookmark,) = await empty.bookmarks()
    await empty.follow(frozenset({of_days_to_come(bookmark)}))
    monkeypatch.setattr(empty, "timeout", 0.5)
    with pytest.raises(DatabaseError):
        await empty.read("turn")
    monkeypatch.undo()
    assert await empty.read("turn")


async def test_a_question_sees_what_is_written_while_it_is_answered(empty: Graph) -> None:
    """Else it would wait in vain for a dispute that a load has not quite written."""

    async def work(reads: Reads) -> list[list[Row]]:
        before = await reads.read("turn")
        await empty.write("take_turn", take_turn)
        return [before, await reads.read("turn")]

    before, after = await empty.answer("turns", work)
    assert before != after


async def test_a_query_that_writes_is_none_of_a_question(empty: Graph) -> None:
    with pytest.raises(ValueError, match="take_turn writes"):
        await empty.answer("turns", lambda reads: reads.read("take_turn"))


async def test_all_of_a_question_is_read_in_one_transaction_that_bears_its_name(
    kursk: Graph, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Any] = []
    begin: Any = AsyncTransactionBase._begin

    async def noted(transaction: Any, *args: Any, **kwargs: Any) -> None:
        begun.append(args)
        await begin(transaction, *args, **kwargs)

    monkeypatch.setattr(AsyncTransactionBase, "_begin", noted)
    assert (await queries.disputes(kursk, registry, about="Berdin")).items
    (given,) = begun
    assert {"app": "counterclaim", "query": "disputes"} in given


async def test_a_question_ends_at_its_time_limit_on_every_engine(kursk: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kursk, "timeout", 0.0001)
    monkeypatch.setattr(door, "GRACE", 0.0)
    with pytest.raises(DatabaseTimeout):
        await kursk.read("ping")


async def test_writes_repeated_after_their_commit_change_nothing(
    empty: Graph, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that fails when it has committed, so that the driver sends every transaction twice."""

    async def load() -> tuple[Any, tuple[list[str], list[str]]]:
        report = await Loader(empty, registry).load("kursk", content_digest(KURSK), read(KURSK))
        return (report.state, report.written, report.unchanged), await snapshot(empty)

    undisturbed = await load()
    await wipe(empty)
    commit: Callable[[AsyncManagedTransaction], Awaitable[None]] = AsyncManagedTransaction._commit
    failed = 0

    async def failing(transaction: AsyncManagedTransaction) -> None:
        nonlocal failed
        await commit(transaction)
        failed += 1
        if failed % 2:
            raise TransientError("Committed, and then the leader changed.")

    async def at_once(_: float) -> None:
        """Wait for nothing."""

    monkeypatch.setattr(AsyncManagedTransaction, "_commit", failing)
    monkeypatch.setattr("neo4j._async.work.session.async_sleep", at_once)
    disturbed = await load()
    monkeypatch.undo()
    assert failed >= 2 * 7
    assert disturbed == undisturbed
