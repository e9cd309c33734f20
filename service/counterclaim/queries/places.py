"""Places, and what is known of each."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.answers import Kind, Page, Place, PlaceBrief
from counterclaim.graph import Reads, Row
from counterclaim.predicates import Registry
from counterclaim.queries.cursors import DEFAULT_LIMIT, checked_limit, read_cursor, write_cursor
from counterclaim.queries.knowledge import known_of, parts_of
from counterclaim.queries.moments import known_at
from counterclaim.queries.naming import resolve, thing
from counterclaim.queries.question import question
from counterclaim.queries.statements import Draft
from counterclaim.queries.wholes import wholes_of

PLACES = Page[PlaceBrief]


@question
async def places(
    graph: Reads,
    registry: Registry,
    *,
    within: str | None = None,
    kind: str | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> Page[PlaceBrief]:
    """Places by id, all or those within one.

    Raises NotFound, Ambiguous, InvalidQuestion, InvalidCursor, DatabaseError.
    """
    (after,) = read_cursor("places", cursor, ("",))
    run = {"kind": kind, "id": after, "limit": checked_limit(limit) + 1}
    if within:
        keys = await graph.read("places_within", whole=(await resolve(graph, within, [Kind.PLACE])).id, **run)
    else:
        keys = await graph.read("places_listed", **run)
    ids = [key["id"] for key in keys[:limit]]
    cursor = write_cursor("places", ids[-1:]) if len(keys) > limit else None
    return PLACES.model_validate({"items": await _drafts(graph, ids), "next": cursor, "complete": True})


@question
async def place(graph: Reads, registry: Registry, id: str, *, as_of: str | None = None) -> Place:
    """One place and what is known of it; raises NotFound, Ambiguous, InvalidTime, InvalidQuestion, DatabaseError."""
    moment = known_at(as_of)
    asked = await resolve(graph, id, [Kind.PLACE])
    found = asked.id
    (draft,) = await _drafts(graph, [found])
    wholes = await wholes_of(graph, [found])
    return Place.model_validate(
        {
            **draft,
            "wholes": wholes.chain(found)[1:],
            "parts": await parts_of(graph, found),
            "known": await known_of(graph, registry, asked, moment),
        }
    )


async def _drafts(graph: Reads, ids: Sequence[str]) -> list[Draft]:
    rows = await graph.read("places_by_id", ids=list(ids)) if ids else []
    found = {row["id"]: _draft(row) for row in rows}
    return [found[id] for id in ids if id in found]


def _draft(row: Row) -> Draft:
    point = {key: row[key] for key in ("latitude", "longitude", "precision")}
    return {
        "id": row["id"],
        "name": row["name"],
        "kind": row["kind"],
        "aliases": row["aliases"] or [],
        "part_of": next(map(thing, row["part_of"]), None),
        "location": point if point["latitude"] is not None else None,
    }
