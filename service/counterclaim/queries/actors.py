"""Actors, what is known of each, and how it speaks."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.answers import Actor, ActorBrief, Kind, Page
from counterclaim.graph import Reads, Row
from counterclaim.models import ActorKind
from counterclaim.predicates import Registry
from counterclaim.queries.cursors import DEFAULT_LIMIT, checked_limit, read_cursor, write_cursor
from counterclaim.queries.knowledge import DISPUTES_LISTED, briefs, known_of, parts_of
from counterclaim.queries.moments import known_at
from counterclaim.queries.naming import resolve, thing
from counterclaim.queries.question import question
from counterclaim.queries.statements import Draft
from counterclaim.queries.wholes import wholes_of

ACTORS = Page[ActorBrief]


@question
async def actors(
    graph: Reads,
    registry: Registry,
    *,
    within: str | None = None,
    kind: ActorKind | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> Page[ActorBrief]:
    """Actors by id, all or the parts of one.

    Raises NotFound, Ambiguous, InvalidQuestion, InvalidCursor, DatabaseError.
    """
    (after,) = read_cursor("actors", cursor, ("",))
    run = {"kind": kind and str(kind), "id": after, "limit": checked_limit(limit) + 1}
    if within:
        keys = await graph.read("actors_within", whole=(await resolve(graph, within, [Kind.ACTOR])).id, **run)
    else:
        keys = await graph.read("actors_listed", **run)
    ids = [key["id"] for key in keys[:limit]]
    cursor = write_cursor("actors", ids[-1:]) if len(keys) > limit else None
    return ACTORS.model_validate({"items": await _drafts(graph, ids), "next": cursor, "complete": True})


@question
async def actor(graph: Reads, registry: Registry, id: str, *, as_of: str | None = None) -> Actor:
    """One actor and what is known of it; raises NotFound, Ambiguous, InvalidTime, InvalidQuestion, DatabaseError."""
    moment = known_at(as_of)
    asked = await resolve(graph, id, [Kind.ACTOR])
    found = asked.id
    (draft,) = await _drafts(graph, [found])
    wholes = await wholes_of(graph, [found])
    (speaking,) = await graph.read("speaking", id=found, as_of=moment)
    disputes = await graph.read("disputes_touching", about=None, speaker=found, as_of=moment, limit=DISPUTES_LISTED)
    return Actor.model_validate(
        {
            **draft,
            "side": wholes.thing(wholes.background.side(found)),
            "wholes": wholes.chain(found)[1:],
            "parts": await parts_of(graph, found),
            "speaks": {**speaking, "disputes": briefs(registry, disputes, moment)},
            "known": await known_of(graph, registry, asked, moment),
        }
    )


async def _drafts(graph: Reads, ids: Sequence[str]) -> list[Draft]:
    rows = await graph.read("actors_by_id", ids=list(ids)) if ids else []
    found = {row["id"]: _draft(row) for row in rows}
    return [found[id] for id in ids if id in found]


def _draft(row: Row) -> Draft:
    return {
        **{key: row[key] for key in ("id", "name", "kind", "reliability")},
        "aliases": row["aliases"] or [],
        "part_of": next(map(thing, row["part_of"]), None),
    }
