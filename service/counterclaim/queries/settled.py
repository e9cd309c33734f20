"""Reads disputes whole, or again: while a transaction is being committed, databases show some of it and not the rest.

Neo4j and the embedded engine read what is committed at the moment they look at each node and edge.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from counterclaim.disputes.digest import digest
from counterclaim.errors import DatabaseBusy
from counterclaim.graph import Row

TRIES = 8
FIRST_PAUSE = 0.01
"""Seconds; each pause is twice the one before."""


async def settled(read: Callable[[], Awaitable[list[Row]]], as_of: int) -> list[Row]:
    """Rows of disputes that are whole, with the members known at a time; raises DatabaseBusy, DatabaseError."""
    for turn in range(TRIES):
        if turn:
            await asyncio.sleep(FIRST_PAUSE * 2 ** (turn - 1))
        rows = await read()
        if all(_is_whole(row) for row in rows):
            for row in rows:
                row["members"] = [member for member in row["members"] if member[2] <= as_of < member[3]]
            return rows
    raise DatabaseBusy("A load is writing the disputes that were asked for.")


def _is_whole(row: Row) -> bool:
    found = digest((id, side, start, end) for id, side, start, end, *_ in row["members"])
    # Graphs that an earlier version wrote have no digests until their topics are computed again.
    return bool(row["dispute"].get("digest", found) == found)
