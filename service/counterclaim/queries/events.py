"""Events, and what comes certainly or possibly before and after them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from counterclaim.answers import Event, EventBrief, EventOrder, Kind, Page
from counterclaim.graph import Reads, Row
from counterclaim.predicates import Registry
from counterclaim.queries.completeness import stale_near
from counterclaim.queries.cursors import DEFAULT_LIMIT, checked_limit, read_cursor, write_cursor
from counterclaim.queries.knowledge import known_of, parts_of
from counterclaim.queries.moments import known_at, period, time_bounds
from counterclaim.queries.naming import resolve, source, thing
from counterclaim.queries.question import question
from counterclaim.queries.refusals import InvalidCursor, NotFound
from counterclaim.queries.statements import Draft, spots
from counterclaim.queries.wholes import wholes_of

LAST = "\U0010ffff"
"""Comes after every id."""
NEIGHBOURS = 200
"""Events directly before one, and as many after it, that are listed."""

EVENTS = Page[EventBrief]
ORDERED = Page[EventOrder]


@question
async def events(
    graph: Reads,
    registry: Registry,
    *,
    about: str | None = None,
    within: bool = False,
    from_: str | None = None,
    to: str | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> Page[EventBrief]:
    """Events by id: all, or those at a place, with an actor, or an event itself; `within` takes all below it too.

    `from_` and `to`: it may have gone on between the two. Raises NotFound, Ambiguous, InvalidQuestion, InvalidCursor,
    InvalidTime, DatabaseError.
    """
    (after,) = read_cursor("events", cursor, ("",))
    first, last = period(from_, to)
    run = {"dated": bool(from_ or to), "from": first, "to": last, "id": after, "limit": checked_limit(limit) + 1}
    if about:
        id = (await resolve(graph, about)).id
        anchors = {"about": id, "whole": id if within else None, "by_time": False, "start": 0}
        keys = await graph.read("events_anchored", **anchors, **run)
    else:
        keys = await graph.read("events_listed", **run)
    ids = [key["id"] for key in keys[:limit]]
    cursor = write_cursor("events", ids[-1:]) if len(keys) > limit else None
    return EVENTS.model_validate({"items": await event_drafts(graph, ids), "next": cursor, "complete": True})


@question
async def event(graph: Reads, registry: Registry, id: str, *, as_of: str | None = None) -> Event:
    """One event and what is known of it; raises NotFound, Ambiguous, InvalidTime, InvalidQuestion, DatabaseError."""
    moment = known_at(as_of)
    asked = await resolve(graph, id, [Kind.EVENT])
    found = asked.id
    stale = await stale_near(graph, asked)
    (draft,) = await event_drafts(graph, [found])
    wholes = await wholes_of(graph, [found])
    neighbours = await graph.read("next_events", id=found, limit=NEIGHBOURS)
    known = await known_of(graph, registry, asked, moment)
    scopes = {spot["id"] for spot in draft["located_at"]} | {draft["part_of"]["id"] if draft["part_of"] else ""}
    known["complete"] = known["complete"] and stale.order_complete(scopes)
    return Event.model_validate(
        {
            **draft,
            "wholes": wholes.chain(found)[1:],
            "parts": await parts_of(graph, found),
            "before": [_precedence(row) for row in neighbours if not row["after"]],
            "after": [_precedence(row) for row in neighbours if row["after"]],
            "known": known,
        }
    )


def _precedence(row: Row) -> Draft:
    return {
        "event": thing((row["id"], row["name"], "Event")),
        "basis": row["basis"],
        "scopes": row["scopes"] or [],
        "statements": row["statements"] or [],
    }


async def event_drafts(graph: Reads, ids: Sequence[str]) -> list[Draft]:
    """Events, as answers have them, in the order of their ids."""
    rows = await graph.read("events_by_id", ids=list(ids)) if ids else []
    found = {row["id"]: _draft(row) for row in rows}
    return [found[id] for id in ids if id in found]


def _draft(row: Row) -> Draft:
    return {
        "id": row["id"],
        "name": row["name"],
        "time": time_bounds(row) if row["time"] else None,
        "located_at": spots(row["located_at"]),
        "involves": [{**source(one[:4]), "role": one[4]} for one in sorted(row["involves"], key=lambda one: one[0])],
        "part_of": next(map(thing, row["part_of"]), None),
    }


class Bounds(NamedTuple):
    """The bounds of the event that others are before or after; `certain` and `possible`: where the others' must lie."""

    certain: int
    possible: int
    doubtful: bool


@question
async def before(
    graph: Reads, registry: Registry, id: str, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> Page[EventOrder]:
    """Events that certainly ended before one began, the latest first; then those that possibly did.

    An event without a time is in no order. Raises NotFound, Ambiguous, InvalidQuestion, InvalidCursor, DatabaseError.
    """
    row = await _dated(graph, id)
    bounds = Bounds(row["earliest_start"], row["latest_start"], row["uncertain"])
    return await _ordered(graph, "before", row["id"], bounds, limit, cursor)


@question
async def after(
    graph: Reads, registry: Registry, id: str, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> Page[EventOrder]:
    """Events that certainly began after one had ended, the earliest first; then those that possibly did.

    Raises as `before` does.
    """
    row = await _dated(graph, id)
    bounds = Bounds(row["latest_end"], row["earliest_end"], row["uncertain"])
    return await _ordered(graph, "after", row["id"], bounds, limit, cursor)


async def _dated(graph: Reads, id: str) -> Row:
    found = (await resolve(graph, id, [Kind.EVENT])).id
    (row,) = await graph.read("events_by_id", ids=[found])
    if not row["time"]:
        raise NotFound(f"The event {found} has no time, so nothing is before or after it.")
    return row


async def _ordered(graph: Reads, way: str, id: str, bounds: Bounds, limit: int, cursor: str | None) -> Page[EventOrder]:
    """The certain ones, then, where they end within the page, the possible ones."""
    limit = checked_limit(limit)
    edge = LAST if way == "before" else ""
    how, bound, last = read_cursor(way, cursor, ("certainly", bounds.certain, edge))
    if how not in ("certainly", "possibly"):
        raise InvalidCursor("The cursor does not hold the place of an item.")
    keys: list[tuple[str, Row]] = []
    if how == "certainly":
        if not bounds.doubtful:
            rows = await graph.read(f"events_{way}", bound=bound, id=last, limit=limit + 1)
            keys = [("certainly", row) for row in rows]
        bound, last = bounds.possible, edge
    if len(keys) <= limit:
        given: Mapping[str, Any] = {"certain": bounds.certain, "doubtful": bounds.doubtful, "but": id}
        rest = limit + 1 - len(keys)
        rows = await graph.read(f"events_possibly_{way}", bound=bound, id=last, limit=rest, **given)
        keys += [("possibly", row) for row in rows]
    return await _order_page(graph, way, keys[:limit], more=len(keys) > limit)


async def _order_page(graph: Reads, way: str, keys: Sequence[tuple[str, Row]], *, more: bool) -> Page[EventOrder]:
    drafts = await event_drafts(graph, [row["id"] for _, row in keys])
    ways: Iterable[str] = (how for how, _ in keys)
    items = [{"event": draft, "how": how} for draft, how in zip(drafts, ways, strict=True)]
    cursor = write_cursor(way, (keys[-1][0], keys[-1][1]["bound"], keys[-1][1]["id"])) if more else None
    return ORDERED.model_validate({"items": items, "next": cursor, "complete": True})
