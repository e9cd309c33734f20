"""Disputes: which sources disagree, about what, since when."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from counterclaim.answers import Dispute, DisputeDetail, Kind, Page, Thing
from counterclaim.disputes import DISPUTED, Grade
from counterclaim.graph import Reads, Row
from counterclaim.predicates import Registry
from counterclaim.queries.completeness import Stale, stale_near
from counterclaim.queries.cursors import DEFAULT_LIMIT, Key, checked_limit, read_cursor, write_cursor
from counterclaim.queries.evidence import Evidence, evidence_of, silences
from counterclaim.queries.moments import known_at, period
from counterclaim.queries.naming import Asked, resolve_all
from counterclaim.queries.question import question
from counterclaim.queries.refusals import InvalidQuestion, NotFound
from counterclaim.queries.settled import settled_disputes
from counterclaim.queries.sides import dispute_draft, grade_at, pairs_draft, stand_against, windows
from counterclaim.queries.statements import Draft

DISPUTES = Page[Dispute]


class Filters(NamedTuple):
    """What is asked, with names resolved."""

    about: Thing | None
    within: bool
    actor: str | None
    between: tuple[str, ...]
    given: dict[str, Any]

    @property
    def actors(self) -> list[str]:
        """All who must stand in the dispute."""
        return sorted({*self.between, *([self.actor] if self.actor else [])})


@question
async def disputes(
    graph: Reads,
    registry: Registry,
    *,
    about: str | None = None,
    within: bool = False,
    grade: Sequence[Grade] | None = None,
    predicate: str | None = None,
    actor: str | None = None,
    between: Sequence[str] = (),
    from_: str | None = None,
    to: str | None = None,
    as_of: str | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> Page[Dispute]:
    """Disputes known at a time, by the gravest grade each ever had, then by id.

    `within` takes all below the thing; `actor` stands in it; `between`: two actors, of which statements stand against
    each other; `from_` and `to`: what is disputed holds between the two. Raises NotFound, Ambiguous, InvalidQuestion,
    InvalidCursor, InvalidTime, UnknownPredicate, DatabaseError.
    """
    rank, after = read_cursor("disputes", cursor, (-1, ""))
    start, end = period(from_, to)
    moment = known_at(as_of)
    if len(between) not in (0, 2):
        raise InvalidQuestion(f"between names {len(between)} actors.", remedy="Name two, as in isw,russian-mod.")
    texts = [Asked(about)] if about else []
    texts += [Asked(text, [Kind.ACTOR]) for text in ([actor] if actor else []) + list(between)]
    found, stale = await resolve_all(graph, texts), await stale_near(graph)
    filters = Filters(
        about=found.pop(0) if about else None,
        within=within,
        actor=found.pop(0).id if actor else None,
        between=tuple(one.id for one in found),
        given={
            "grades": [str(one) for one in _disputed(grade)] if grade else None,
            "predicate": registry[predicate].name if predicate else None,
            "from": start,
            "to": end,
            "as_of": moment,
        },
    )
    if stale.rows and filters.about:
        stale = await stale_near(graph, filters.about)
    return await _page(graph, registry, filters, stale, (rank, after), checked_limit(limit))


def _disputed(grades: Sequence[Grade]) -> Sequence[Grade]:
    if wrong := [grade for grade in grades if grade not in DISPUTED]:
        raise InvalidQuestion(
            f"{wrong[0]} is no grade of a dispute.", remedy=f"Ask for {', '.join(DISPUTED[:-1])} or {DISPUTED[-1]}."
        )
    return grades


async def _page(
    graph: Reads, registry: Registry, filters: Filters, stale: Stale, after: Key, limit: int
) -> Page[Dispute]:
    drafts, last, whole = await _filled(graph, registry, filters, after, limit)
    for draft in drafts:
        draft["complete"] = stale.topic_complete(draft["id"])
    cursor = write_cursor("disputes", last) if last else None
    return DISPUTES.model_validate({"items": drafts, "next": cursor, "complete": whole and stale.disputes_complete()})


async def _filled(
    graph: Reads, registry: Registry, filters: Filters, after: Key, limit: int
) -> tuple[list[Draft], Key | None, bool]:
    """Read on until the page is full: two who take part in a dispute need not stand against each other.

    Returns the disputes; if there are more, the place of the last of them in their order; and whether none was left out
    without a look at all that the two say in it.
    """
    drafts: list[Draft] = []
    places: list[Key] = []
    whole = True
    following: Key | None = after
    while len(places) <= limit and following is not None:
        found, following = await _found(graph, registry, filters, following, limit + 1 - len(places))
        rows = [row for _, row in found]
        evidence = await evidence_of(graph, registry, rows, filters.given["as_of"], filters.between)
        for place, row in found:
            id = row["dispute"]["id"]
            if not _within(evidence, id, filters):
                continue
            if _fits(evidence, id, filters.between):
                drafts.append(dispute_draft(evidence, id))
                places.append(place)
            else:
                whole = whole and evidence.all_spoken(id, filters.between)
    return drafts[:limit], places[limit - 1] if len(places) > limit else None, whole


async def _found(
    graph: Reads, registry: Registry, filters: Filters, after: Key, limit: int
) -> tuple[list[tuple[Key, Row]], Key | None]:
    """The rows of disputes from a place in their order on, each with its own, and if there may be more, the last place.

    A load may delete or regrade a dispute between the look at the order and that at its row.
    """
    about = filters.about.id if filters.about else None
    given = {**filters.given, "rank": after[0], "id": after[1], "limit": limit}
    if about is None and not filters.actors:
        places: list[Key] = [(row["rank"], row["id"]) for row in await graph.read("disputes_ranked", **given)]
        ids = [str(id) for _, id in places]
        rows = {row["dispute"]["id"]: row for row in await rows_of(graph, registry, ids, filters.given["as_of"])}
        found = [(place, rows[place[1]]) for place in places if place[1] in rows]
        return found, places[-1] if len(places) == limit else None
    anchored = partial(
        graph.read,
        "disputes_anchored",
        about=about,
        whole=about if filters.within else None,
        speaker=filters.actors[0] if about is None else None,
        actors=filters.actors,
        silences=silences(registry),
        **given,
    )
    found = [
        ((row["dispute"]["rank"], row["dispute"]["id"]), row)
        for row in await settled_disputes(anchored, filters.given["as_of"])
    ]
    return found, found[-1][0] if len(found) == limit else None


async def rows_of(graph: Reads, registry: Registry, ids: Sequence[str], as_of: int) -> list[Row]:
    """The rows of disputes by id, in any order."""
    by_id = partial(graph.read, "disputes_by_id", ids=list(ids), as_of=as_of, silences=silences(registry))
    return await settled_disputes(by_id, as_of) if ids else []


def _within(evidence: Evidence, dispute: str, filters: Filters) -> bool:
    """Whether what is disputed, as known at the time, may hold between the times asked about."""
    return any(start < filters.given["to"] and filters.given["from"] < end for start, end in windows(evidence, dispute))


def _fits(evidence: Evidence, dispute: str, between: tuple[str, ...]) -> bool:
    return not between or stand_against(evidence, dispute, *between)


@question
async def count_disputes(graph: Reads) -> dict[str, int]:
    """How many disputes there are, by the gravest grade each ever had; raises DatabaseError."""
    rows = await graph.read("disputes_counted", ranks=list(range(len(DISPUTED))))
    counted = {row["rank"]: row["disputes"] for row in rows}
    return {grade: counted.get(rank, 0) for rank, grade in enumerate(DISPUTED)}


@question
async def dispute(graph: Reads, registry: Registry, id: str, *, as_of: str | None = None) -> DisputeDetail:
    """One dispute with the explanation of its pairs, as known at a time.

    Raises NotFound, InvalidTime, InvalidQuestion, UnknownPredicate, DatabaseError.
    """
    moment = known_at(as_of)
    stale = await stale_near(graph)
    rows = await rows_of(graph, registry, [id], moment)
    if not rows:
        raise NotFound(f"There is no dispute {id!r}.")
    if grade_at(rows[0]["dispute"], moment) is None:
        raise NotFound(f"The dispute {id} was not known {f'as of {as_of}' if as_of else 'any longer'}.")
    evidence = await evidence_of(graph, registry, rows, moment)
    draft = {**dispute_draft(evidence, id), "complete": stale.topic_complete(id)}
    return DisputeDetail.model_validate({**draft, "pairs": pairs_draft(evidence, id)})
