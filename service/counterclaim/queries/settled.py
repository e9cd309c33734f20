"""Reads disputes and statements whole, or again: while a transaction is being committed, databases show a part of it.

Neo4j and the embedded engine read what is committed at the moment they look at each node and edge. So a node tells what
its edges must come to.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from counterclaim.disputes.digest import digest
from counterclaim.errors import DatabaseBusy
from counterclaim.graph import Row

Read = Callable[[], Awaitable[list[Row]]]

TRIES = 8
FIRST_PAUSE = 0.01
"""Seconds; each pause is twice the one before."""

EDGES = ("about", "claimants", "relays", "passages", "located_at", "derived_from", "revises")
"""What a row of a statement has of the edges that its own row gives."""


async def settled_disputes(read: Read, as_of: int) -> list[Row]:
    """Rows of disputes that are whole, with the members known at a time; raises DatabaseBusy, DatabaseError.

    `all_known` tells whether that is all that it ever had.
    """
    rows = await _settled(read, _is_whole_dispute)
    for row in rows:
        known = [member for member in row["members"] if member[2] <= as_of < member[3]]
        row["all_known"] = len(known) == len(row["members"])
        row["members"] = known
    return rows


async def settled_statements(read: Read) -> list[Row]:
    """Rows of `statements_by_id` that are whole; raises DatabaseBusy, DatabaseError."""
    return await _settled(read, _is_whole_statement)


async def _settled(read: Read, is_whole: Callable[[Row], bool]) -> list[Row]:
    for turn in range(TRIES):
        if turn:
            await asyncio.sleep(FIRST_PAUSE * 2 ** (turn - 1))
        rows = await read()
        if all(is_whole(row) for row in rows):
            return rows
    raise DatabaseBusy("A load is writing what was asked for.")


def _is_whole_dispute(row: Row) -> bool:
    found = digest((id, side, start, end) for id, side, start, end, *_ in row["members"])
    return bool(row["dispute"]["digest"] == found)


def _is_whole_statement(row: Row) -> bool:
    return bool(row["edges"] == sum(len(row[held]) for held in EDGES))
