"""A statement of the asker's own: let through if the database itself says that it only reads, and cut at its limits.

Three things stand before the graph: the plan that the database explains is searched for anything but reading, the
transaction is one for reading, and, where the database has users of several rights, its user may only read.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from neo4j import AsyncSession, AsyncTransaction, Record, ResultSummary
from neo4j.exceptions import AuthError, BrokenRecordError, CypherSyntaxError, Forbidden, Neo4jError, TransientError

from counterclaim.errors import CounterclaimError, DatabaseTimeout
from counterclaim.graph.plain import plain
from counterclaim.graph.plans import PROCEDURES, beyond_reading

LARGEST = 20_000_000
"""Characters of JSON after which an answer is cut."""
GRACE = 2.0
"""Seconds that the database may take to stop at its own limit."""

EXPLAIN = "EXPLAIN "
CLAUSE = "UNWIND [1] AS _before\n"
"""Before a statement it makes a command (SHOW, TERMINATE, COMMIT) an error, since only clauses follow a clause."""

POSITION = re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\)")

REFUSALS = ("Statement.AccessMode", "Statement.UnsupportedAdministrationCommand")


class StatementRefused(CounterclaimError):
    """A statement that does more than read the graph."""

    code = "refused"
    remedy = (
        "Only reading is answered here: MATCH, UNWIND, WITH, RETURN and the like, and CALL of "
        f"{', '.join(sorted(PROCEDURES))}. Load a dossier to write."
    )


class InvalidStatement(CounterclaimError):
    """A statement, or its parameters, that the database can't run."""

    code = "invalid-statement"
    remedy = "Mend the statement or its parameters."


@dataclass(frozen=True, slots=True)
class Table:
    """What a statement answers: its rows as JSON, one object each, and whether there were more."""

    columns: list[str]
    rows: list[str]
    truncated: bool


async def answered(
    session: AsyncSession,
    text: str,
    parameters: Mapping[str, Any],
    limit: int,
    *,
    within: float,
    metadata: Mapping[str, str],
    read_mode_enforced: bool,
) -> Table:
    """The first rows of what a statement answers, for a session that reads.

    `within`: seconds. Without `read_mode_enforced` it is the rights of the session's user that keep it from writing.
    Raises StatementRefused, InvalidStatement, DatabaseTimeout, and what the driver raises where the statement is not at
    fault.
    """
    text = text.rstrip("; \t\r\n")
    try:
        async with asyncio.timeout(within + GRACE):
            transaction = await session.begin_transaction(metadata=dict(metadata), timeout=within)
            try:
                with _explained(tells=read_mode_enforced):
                    await _admit(transaction, text, read_mode_enforced=read_mode_enforced)
                    return await _table(transaction, text, parameters, limit)
            finally:
                # The connection is closed as well: no setting and no transaction that a statement leaves there
                # outlives it, and the database does not compute rows that nobody will fetch.
                transaction.cancel()
    except TimeoutError as error:
        raise DatabaseTimeout("The statement was stopped at its time limit.") from error


async def _admit(transaction: AsyncTransaction, text: str, *, read_mode_enforced: bool) -> None:
    """Raise StatementRefused unless the database's plan only reads."""
    # The embedded engine would carry out a command that it is to explain.
    summary = await _explain(transaction, text if read_mode_enforced else f"{CLAUSE}{text}")
    found = beyond_reading(summary.plan, summary.query_type)
    if not found and not read_mode_enforced:
        # Its plan does not tell all, but its grammar lets nothing into EXISTS that writes, however deep it is.
        try:
            await _explain(transaction, f"MATCH (_around) WHERE EXISTS {{ {CLAUSE}{text}\n}} RETURN _around")
        except CypherSyntaxError:
            found = "it does more than read"
    if found:
        raise StatementRefused(f"The statement was not run: {found}.")


async def _explain(transaction: AsyncTransaction, text: str) -> ResultSummary:
    return await (await transaction.run(f"{EXPLAIN}{text}")).consume()


async def _table(transaction: AsyncTransaction, text: str, parameters: Mapping[str, Any], limit: int) -> Table:
    try:
        result = await transaction.run(text, dict(parameters))
    except (OverflowError, TypeError, ValueError) as error:
        raise InvalidStatement(f"A parameter can't be sent to the database: {error}.") from error
    rows: list[str] = []
    size = 0
    async for record in result:
        if len(rows) == limit or size > LARGEST:
            return Table(list(result.keys()), rows, truncated=True)
        row = _row(record)
        rows.append(row)
        size += len(row)
    return Table(list(result.keys()), rows, truncated=False)


def _row(record: Record) -> str:
    try:
        return json.dumps({key: plain(value) for key, value in dict(record).items()}, ensure_ascii=False)
    except RecursionError as error:
        raise InvalidStatement("A value of the answer nests too deep.") from error
    except BrokenRecordError as error:
        reason = "A value of the answer can't be told, such as a date outside of the years 1 to 9999."
        raise InvalidStatement(reason, remedy="Have the statement answer its text, by toString().") from error


@contextmanager
def _explained(*, tells: bool) -> Iterator[None]:
    """Turn errors that are the statement's fault into the project's own; `tells`: the database says what is wrong."""
    try:
        yield
    except Neo4jError as error:
        code = error.code or ""
        if isinstance(error, Forbidden) or code.endswith(REFUSALS):
            raise StatementRefused("The database refuses the statement to a user who reads.") from error
        if code.endswith("OutOfMemoryError"):
            raise InvalidStatement("The statement needs more memory than the database grants.") from error
        if isinstance(error, AuthError | TransientError) or code.startswith("Neo.ClientError.Transaction."):
            raise
        message = _complaint(error.message or "") if tells else f"The database can't run it: {code}."
        raise InvalidStatement(message) from error


def _complaint(message: str) -> str:
    """The database's first sentence, with the position in the statement as it was sent."""
    told = POSITION.search(message)
    said = message[: told.start()] if told else message.partition("\n")[0]
    where = ""
    if told:
        line, column = int(told[1]), int(told[2])
        where = f" at line {line}, column {max(1, column - len(EXPLAIN)) if line == 1 else column}"
    return f"{said.strip().rstrip('.')}{where}."
