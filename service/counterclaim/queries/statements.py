"""Statements: the one way from a row of the graph to the answer, and the lists of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from counterclaim.answers import Kind, Page, Statement
from counterclaim.disputes.explain import describe_claim
from counterclaim.graph import Reads, Row
from counterclaim.models import Certainty, Polarity, dumps
from counterclaim.names import searchable
from counterclaim.predicates import Registry
from counterclaim.queries.cursors import DEFAULT_LIMIT, checked_limit, read_cursor, write_cursor
from counterclaim.queries.moments import known_at, period, run, time_bounds
from counterclaim.queries.naming import Asked, resolve_all, source, thing
from counterclaim.queries.question import question
from counterclaim.queries.refusals import InvalidQuestion, NotFound
from counterclaim.queries.settled import settled_statements
from counterclaim.queries.wholes import Wholes, wholes_of
from counterclaim.times import PAST

Draft = dict[str, Any]
"""An answer before it is checked by its model, which is done once for the whole."""

LONGEST_SEARCH = 200
"""Characters."""

EVERY: dict[str, Any] = {"predicate": None, "certainty": None, "words": []}
"""The filters that let every statement through."""

STATEMENTS = Page[Statement]


@question
async def statements(
    graph: Reads,
    registry: Registry,
    *,
    about: str | None = None,
    within: bool = False,
    claimant: str | None = None,
    relayed_by: str | None = None,
    predicate: str | None = None,
    certainty: Sequence[Certainty] | None = None,
    from_: str | None = None,
    to: str | None = None,
    q: str | None = None,
    as_of: str | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> Page[Statement]:
    """Statements known at a time, by when their content begins to hold; those whose time is unknown come first.

    `from_` and `to`: their content may hold between the two. `q`: every word of it stands in the paraphrase.
    Raises NotFound, Ambiguous, InvalidQuestion, InvalidCursor, InvalidTime, UnknownPredicate, DatabaseError.
    """
    start, after = read_cursor("statements", cursor, (PAST, ""))
    first, last = period(from_, to)
    named = {"about": about, "claimant": claimant, "relay": relayed_by}
    kinds = {"claimant": [Kind.ACTOR], "relay": [Kind.ACTOR]}
    given = {key: Asked(text, *([kinds[key]] if key in kinds else [])) for key, text in named.items() if text}
    found = dict(zip(given, await resolve_all(graph, list(given.values())), strict=True))
    ids = {key: found[key].id if key in found else None for key in named}
    filters: dict[str, Any] = {
        "predicate": registry[predicate].name if predicate else None,
        "certainty": [str(one) for one in certainty] if certainty else None,
        "words": words(q),
        "from": first,
        "to": last,
        "as_of": known_at(as_of),
        "start": start,
        "id": after,
        "limit": checked_limit(limit) + 1,
    }
    if found:
        speaker = None if about else ids["claimant"]
        anchors = {
            **ids,
            "whole": ids["about"] if within else None,
            "speaker": speaker,
            "teller": None if about or speaker else ids["relay"],
        }
        keys = await graph.read("statements_anchored", **anchors, **filters)
    else:
        keys = await graph.read("statements_in_order", **filters)
    drafts = await drafts_of(graph, registry, keys[:limit])
    ended = len(keys) <= limit
    cursor = None if ended else write_cursor("statements", (keys[limit - 1]["start"], keys[limit - 1]["id"]))
    return STATEMENTS.model_validate({"items": drafts, "next": cursor, "complete": True})


@question
async def statement(graph: Reads, registry: Registry, id: str, *, as_of: str | None = None) -> Statement:
    """One statement, also one retracted since, unless `as_of` is given.

    Raises NotFound, InvalidTime, InvalidQuestion, DatabaseError.
    """
    rows = await statements_by_id(graph, [id])
    if not rows:
        raise NotFound(f"There is no statement {id!r}.")
    if as_of is not None and not rows[0]["known_from"] <= known_at(as_of) < rows[0]["known_to"]:
        raise NotFound(f"The statement {id} was not known as of {as_of}.")
    wholes = await wholes_of(graph, [row["names"] for row in rows])
    return Statement.model_validate(draft(rows[0], wholes, registry))


async def drafts_of(graph: Reads, registry: Registry, keys: Sequence[Row]) -> list[Draft]:
    """The statements of a page, in its order; `keys` have their ids and the things that their values name."""
    if not keys:
        return []
    rows = await statements_by_id(graph, [key["id"] for key in keys])
    wholes = await wholes_of(graph, (key["names"] for key in keys))
    found = {row["id"]: draft(row, wholes, registry) for row in rows}
    return [found[key["id"]] for key in keys if key["id"] in found]


async def statements_by_id(graph: Reads, ids: Sequence[str]) -> list[Row]:
    """The rows of statements, in any order, of which `draft` makes answers; raises DatabaseError."""
    return await settled_statements(partial(graph.read, "statements_by_id", ids=ids)) if ids else []


def draft(row: Row, wholes: Wholes, registry: Registry) -> Draft:
    """A statement, as answers have it, from its row of `statements_by_id`."""
    value = None if row["value"] is None else json.loads(row["value"])
    return {
        "id": row["id"],
        "about": thing(row["about"][0]),
        "predicate": row["predicate"],
        "label": label(registry, row["predicate"]),
        "value": value,
        "reads": reads(registry, row["predicate"], row["polarity"], value, wholes),
        "polarity": row["polarity"],
        "certainty": row["certainty"],
        "time": time_bounds(row),
        "stated": row["stated"],
        "recorded": row["recorded"],
        "retracted": row["retracted"],
        "known": run(row["known_from"], row["known_to"]),
        "text": row["text"],
        "language": row["language"],
        "claimants": [source(one) for one in sorted(row["claimants"])],
        "relays": [
            {**source(relay[1:5]), "hop": relay[0], "cue": relay[5]}
            for relay in sorted(row["relays"], key=lambda relay: relay[:2])
        ],
        "passages": [
            dict(zip(("document", "title", "published", "url", "start", "end"), passage, strict=True))
            for passage in sorted(row["passages"], key=lambda passage: (passage[0], passage[4] or 0, passage[5] or 0))
        ],
        "located_at": spots(row["located_at"]),
        "derived_from": [thing(one) for one in sorted(row["derived_from"])],
        "revises": sorted(row["revises"]),
        "revised_by": sorted(row["revised_by"]),
        "topic": row["topic"],
    }


def spots(rows: Iterable[Sequence[Any]]) -> list[Draft]:
    """Places with extent, as answers have them."""
    ordered = sorted(rows, key=lambda spot: [text or "" for text in spot])
    return [dict(zip(("id", "name", "extent", "note"), spot, strict=True)) for spot in ordered]


def label(registry: Registry, predicate: str) -> str:
    """The predicate in words; its name, if its declaration is no longer at hand."""
    declared = registry.predicates.get(predicate)
    return declared.label if declared else predicate


def reads(registry: Registry, predicate: str, polarity: str, value: Any, wholes: Wholes) -> str:
    """Polarity and value in a few words."""
    declared = registry.predicates.get(predicate)
    return describe_claim(declared, (Polarity(polarity), value), wholes.names) if declared else dumps(value)


def words(q: str | None) -> list[str]:
    """The words of a search, as they are looked for: "T-72" is one, "t 72"; raises InvalidQuestion."""
    if q is None:
        return []
    if len(q) > LONGEST_SEARCH:
        raise InvalidQuestion("The search is too long.", remedy=f"Give {LONGEST_SEARCH} characters at most.")
    found = sorted({searchable(word) for word in q.split()} - {""})
    if not found:
        raise InvalidQuestion("The search has no word.", remedy="Give letters or digits to look for.")
    return found
