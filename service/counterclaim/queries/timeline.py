"""The timeline: events and statements in one order."""

from __future__ import annotations

from typing import Any

from counterclaim.answers import Page, TimelineEntry
from counterclaim.graph import Reads, Row
from counterclaim.predicates import Registry
from counterclaim.queries.cursors import DEFAULT_LIMIT, checked_limit, read_cursor, write_cursor
from counterclaim.queries.events import event_drafts
from counterclaim.queries.moments import known_at, period
from counterclaim.queries.naming import resolve
from counterclaim.queries.question import question
from counterclaim.queries.statements import EVERY, Draft, drafts_of
from counterclaim.times import PAST

TIMELINE = Page[TimelineEntry]


@question
async def timeline(
    graph: Reads,
    registry: Registry,
    *,
    about: str | None = None,
    within: bool = False,
    from_: str | None = None,
    to: str | None = None,
    as_of: str | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> Page[TimelineEntry]:
    """Events that have a time, and statements known at a time, by when they begin at the earliest, then by id.

    `about` a place: events and statements there, and statements about these events; an actor: events it takes part in
    and statements about it or them; an event: itself. `within` takes all below it too. Raises NotFound, Ambiguous,
    InvalidQuestion, InvalidCursor, InvalidTime, DatabaseError.
    """
    start, after = read_cursor("timeline", cursor, (PAST, ""))
    first, last = period(from_, to)
    run = {"from": first, "to": last, "start": start, "id": after, "limit": checked_limit(limit) + 1}
    anchor = (await resolve(graph, about)).id if about else None
    keys = [(row, "event") for row in await _events(graph, anchor, within, run)]
    keys += [(row, "statement") for row in await _statements(graph, anchor, within, run, known_at(as_of))]
    keys.sort(key=lambda key: (key[0]["start"], key[0]["id"]))
    items = await _entries(graph, registry, keys[:limit])
    end = keys[limit - 1][0] if len(keys) > limit else None
    cursor = write_cursor("timeline", (end["start"], end["id"])) if end else None
    return TIMELINE.model_validate({"items": items, "next": cursor, "complete": True})


async def _events(graph: Reads, anchor: str | None, within: bool, run: dict[str, Any]) -> list[Row]:
    if anchor is None:
        return await graph.read("events_in_order", **run)
    whole = anchor if within else None
    return await graph.read("events_anchored", about=anchor, whole=whole, dated=True, by_time=True, **run)


async def _statements(graph: Reads, anchor: str | None, within: bool, run: dict[str, Any], moment: int) -> list[Row]:
    if anchor is None:
        return await graph.read("statements_in_order", as_of=moment, **EVERY, **run)
    whole = anchor if within else None
    return await graph.read("statements_touching", about=anchor, whole=whole, as_of=moment, **run)


async def _entries(graph: Reads, registry: Registry, keys: list[tuple[Row, str]]) -> list[Draft]:
    events = await event_drafts(graph, [row["id"] for row, kind in keys if kind == "event"])
    statements = await drafts_of(graph, registry, [row for row, kind in keys if kind == "statement"])
    found = {("event", draft["id"]): draft for draft in events}
    found |= {("statement", draft["id"]): draft for draft in statements}
    return [
        {
            "kind": kind,
            "id": row["id"],
            "time": found[kind, row["id"]]["time"],
            "event": found[kind, row["id"]] if kind == "event" else None,
            "statement": found[kind, row["id"]] if kind == "statement" else None,
        }
        for row, kind in keys
        if (kind, row["id"]) in found
    ]
