"""The order of two events: what their bounds allow, what statements say, and where these contradict each other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from counterclaim.answers import Kind, Order
from counterclaim.disputes import topic_of
from counterclaim.graph import Graph, Row
from counterclaim.order import Cycle, cycles
from counterclaim.predicates import Registry
from counterclaim.queries.completeness import stale_near
from counterclaim.queries.events import event_drafts
from counterclaim.queries.moments import known_at
from counterclaim.queries.naming import Asked, resolve_all
from counterclaim.queries.statements import Draft, drafts_of
from counterclaim.queries.wholes import Wholes, wholes_of
from counterclaim.times import UNKNOWN, Time, allen, definitely_before

STATED_LISTED = 200
LEVELS = 50
"""Steps of stated order that are followed from an event."""
EDGES = 5_000
"""Stated orders that are looked at for one answer."""

Edge = tuple[str, str, list[str]]


async def order(graph: Graph, registry: Registry, a: str, b: str, *, as_of: str | None = None) -> Order:
    """How two events lie to each other; raises NotFound, Ambiguous, InvalidTime, InvalidQuestion, DatabaseError.

    Statements count if they were known as of the time; rings are looked for among the stated orders that hold today.
    """
    moment = known_at(as_of)
    first, second = [one.id for one in await resolve_all(graph, [Asked(a, [Kind.EVENT]), Asked(b, [Kind.EVENT])])]
    stale = await stale_near(graph)
    rows, drafts, stated, (edges, whole) = await asyncio.gather(
        graph.read("events_by_id", ids=[first, second]),
        event_drafts(graph, [first, second]),
        _stated(graph, registry, first, second, moment),
        _edges_from(graph, [first, second]),
    )
    # A tangle of thousands takes its time, in which other questions are answered.
    rings = await asyncio.to_thread(_through, edges, {first, second})
    times = {row["id"]: _time(row) for row in rows}
    one, other = times[first], times[second]
    settled = all(row["predicate"] not in registry.orders for row in stale.rows) and not stale.many
    return Order.model_validate(
        {
            "a": drafts[0],
            "b": drafts[-1],
            "relations": sorted(allen(one, other)),
            "order": _verdict(one, other),
            "stated": await _stated_drafts(graph, registry, first, second, stated),
            "cycles": await _cycle_drafts(graph, registry, rings, moment),
            "complete": whole and settled,
        }
    )


def _time(row: Row) -> Time:
    """The time of an event; of one without, that nothing is known of it."""
    if not row["time"]:
        return UNKNOWN
    bounds = (row["earliest_start"], row["latest_start"], row["earliest_end"], row["latest_end"])
    return Time(row["time"], *bounds, row["precision"], row["uncertain"], open_end=False)


def _verdict(a: Time, b: Time) -> str:
    if a.uncertain or b.uncertain:
        return "undecided"
    if definitely_before(a, b):
        return "before"
    return "after" if definitely_before(b, a) else "undecided"


async def _stated(graph: Graph, registry: Registry, a: str, b: str, moment: int) -> list[Row]:
    """The statements on the order of the two, whichever they put first."""
    if a == b:
        return []
    topics = [topic_of(registry[name], a, {"before": b})[0].id for name in sorted(registry.orders)]
    return await graph.read("order_statements", topics=topics, as_of=moment, limit=STATED_LISTED)


async def _stated_drafts(graph: Graph, registry: Registry, a: str, b: str, rows: Sequence[Row]) -> list[Draft]:
    drafts, wholes = await asyncio.gather(drafts_of(graph, registry, rows), wholes_of(graph, [a, b]))
    return [
        {
            "first": wholes.thing(draft["about"]["id"]),
            "then": wholes.thing(b if draft["about"]["id"] == a else a),
            "statement": draft,
        }
        for draft in drafts
    ]


async def _edges_from(graph: Graph, starts: Sequence[str]) -> tuple[list[Edge], bool]:
    """All stated orders that can be reached from events, and whether that is all of them."""
    edges: list[Edge] = []
    seen, frontier = set(starts), sorted(set(starts))
    for _ in range(LEVELS):
        if not frontier:
            return edges, True
        rows = await graph.read("stated_after", ids=frontier, limit=EDGES)
        edges += [(row["first"], row["then"], row["statements"]) for row in rows]
        if len(edges) >= EDGES:
            break
        frontier = sorted({row["then"] for row in rows} - seen)
        seen.update(frontier)
    return edges, not frontier


def _through(edges: Iterable[Edge], events: set[str]) -> list[Cycle]:
    """The cycles that tangle one of the events."""
    steps = [(first, then, statement) for first, then, statements in edges for statement in statements]
    return [cycle for cycle in cycles(steps) if events & set(cycle.component)]


async def _cycle_drafts(graph: Graph, registry: Registry, found: Sequence[Cycle], moment: int) -> list[Draft]:
    if not found:
        return []
    ids = sorted({one for cycle in found for one in cycle.statements})
    rows = await graph.read("statements_known", ids=ids, as_of=moment)
    known = {draft["id"]: draft for draft in await drafts_of(graph, registry, rows)}
    wholes = await wholes_of(graph, [event for cycle in found for event in cycle.path])
    return [_cycle_draft(cycle, known, wholes) for cycle in found if _still(cycle, known)]


def _still(cycle: Cycle, known: dict[str, Draft]) -> bool:
    """Whether each step of the ring is stated by a known statement."""
    steps = zip(cycle.path, (*cycle.path[1:], cycle.path[0]), strict=True)
    stated = {(known[one]["about"]["id"], known[one]["value"]["before"]) for one in cycle.statements if one in known}
    return all(step in stated for step in steps)


def _cycle_draft(cycle: Cycle, known: dict[str, Draft], wholes: Wholes) -> Draft:
    return {
        "path": [wholes.thing(event) for event in cycle.path],
        "statements": [known[one] for one in cycle.statements if one in known],
    }
