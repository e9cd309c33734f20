"""The order of two events: what their bounds allow, what statements say, and where these contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import itemgetter

from counterclaim.answers import Kind, Order
from counterclaim.disputes import topic_of
from counterclaim.graph import Reads, Row
from counterclaim.order import Ring, rings, steps_of
from counterclaim.predicates import Registry
from counterclaim.queries.chains import followed
from counterclaim.queries.completeness import stale_near
from counterclaim.queries.events import event_drafts
from counterclaim.queries.moments import known_at
from counterclaim.queries.naming import Asked, resolve_all
from counterclaim.queries.question import question
from counterclaim.queries.statements import Draft, drafts_of
from counterclaim.queries.wholes import Wholes, wholes_of
from counterclaim.times import UNKNOWN, Time, allen, definitely_before

STATED_LISTED = 200


@question
async def order(graph: Reads, registry: Registry, a: str, b: str, *, as_of: str | None = None) -> Order:
    """How two events lie to each other; raises NotFound, Ambiguous, InvalidTime, InvalidQuestion, DatabaseError.

    Statements count if they were known as of the time; rings are looked for among the stated orders that hold today.
    """
    moment = known_at(as_of)
    first, second = [one.id for one in await resolve_all(graph, [Asked(a, [Kind.EVENT]), Asked(b, [Kind.EVENT])])]
    stale = await stale_near(graph)
    rows = await graph.read("events_by_id", ids=[first, second])
    drafts = await event_drafts(graph, [first, second])
    stated = await _stated(graph, registry, first, second, moment)
    edges, whole = await followed(partial(_stated_after, graph), [first, second], itemgetter("then"))
    steps = ((edge["first"], edge["then"], statement) for edge in edges for statement in edge["statements"])
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
            "cycles": await _ring_drafts(graph, registry, rings(steps, (first, second)), moment),
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


async def _stated(graph: Reads, registry: Registry, a: str, b: str, moment: int) -> list[Row]:
    """The statements on the order of the two, whichever they put first."""
    if a == b:
        return []
    topics = [topic_of(registry[name], a, {"before": b})[0].id for name in sorted(registry.orders)]
    return await graph.read("order_statements", topics=topics, as_of=moment, limit=STATED_LISTED)


async def _stated_after(graph: Reads, ids: Sequence[str], limit: int) -> list[Row]:
    """The stated orders that lead on from events."""
    return await graph.read("stated_after", ids=ids, limit=limit)


async def _stated_drafts(graph: Reads, registry: Registry, a: str, b: str, rows: Sequence[Row]) -> list[Draft]:
    drafts, wholes = await drafts_of(graph, registry, rows), await wholes_of(graph, [a, b])
    return [
        {
            "first": wholes.thing(draft["about"]["id"]),
            "then": wholes.thing(b if draft["about"]["id"] == a else a),
            "statement": draft,
        }
        for draft in drafts
    ]


async def _ring_drafts(graph: Reads, registry: Registry, found: Sequence[Ring], moment: int) -> list[Draft]:
    if not found:
        return []
    ids = sorted({one for ring in found for one in ring.statements})
    rows = await graph.read("statements_known", ids=ids, as_of=moment)
    known = {draft["id"]: draft for draft in await drafts_of(graph, registry, rows)}
    wholes = await wholes_of(graph, [event for ring in found for event in ring.path])
    return [_ring_draft(ring, known, wholes) for ring in found if _still(ring, known)]


def _still(ring: Ring, known: dict[str, Draft]) -> bool:
    """Whether each step of the ring is stated by a known statement."""
    stated = {(known[one]["about"]["id"], known[one]["value"]["before"]) for one in ring.statements if one in known}
    return stated.issuperset(steps_of(ring.path))


def _ring_draft(ring: Ring, known: dict[str, Draft], wholes: Wholes) -> Draft:
    return {
        "path": [wholes.thing(event) for event in ring.path],
        "statements": [known[one] for one in ring.statements if one in known],
    }
