"""Strategies for small dossiers in which much depends on much, and for ways to split them into loads."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

Rows = list[tuple[str, dict[str, Any]]]

DAYS = ("2025-01-03", "2025-01-04/2025-01-06", "2025-01-05~", "2025-01-05?", "2025-01", "2025-01-05/..")
STATED = ("2025-01-05", "2025-01-06", "2025-01-08")
ACTORS = ("east", "west", "army", "paper", "radio")
PLACES = ("country", "oblast", "village", "hamlet")
EVENTS = ("battle", "raid", "campaign")
DOCUMENTS = ("article", "report")


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


EVERYTHING = ("territory", "territory", "outcome", "losses", "order", "silence", "whereabouts")
TERRITORY = ("territory",)


def _values(draw: st.DrawFn, predicates: Sequence[str]) -> tuple[str, str, Any]:
    """A subject, a predicate and a value that fits."""
    match draw(st.sampled_from(predicates)):
        case "territory":
            status = draw(st.sampled_from(("control", "presence", "absent")))
            extent = draw(st.sampled_from(("all", "all", "part", "outskirts")))
            party = draw(st.sampled_from(("east", "west", "army")))
            return draw(st.sampled_from(PLACES)), "territory", {"party": party, "status": status, "extent": extent}
        case "outcome":
            return draw(st.sampled_from(EVENTS)), "outcome", draw(st.sampled_from(("success", "partial", "failed")))
        case "losses":
            unit = draw(st.sampled_from(("persons", "tanks")))
            return draw(st.sampled_from(EVENTS)), "losses", {"about": draw(st.integers(1, 5)) * 100, "unit": unit}
        case "order":
            first, then = draw(st.permutations(EVENTS))[:2]
            return first, "order", {"before": then}
        case "silence":
            return draw(st.sampled_from(PLACES)), "silence", "territory"
        case _:
            return "army", "whereabouts", {"place": draw(st.sampled_from(PLACES))}


@st.composite
def dossiers(draw: st.DrawFn, predicates: Sequence[str] = EVERYTHING) -> Rows:
    """A whole dossier: kinds and rows, every reference resolved within it."""
    rows: Rows = [
        ("actor", _row(id="east", name="East", kind="state")),
        ("actor", _row(id="west", name="West", kind=draw(_maybe(st.just("state"))))),
        ("actor", _row(id="army", part_of=draw(_maybe(st.sampled_from(("east", "west")))))),
        ("actor", _row(id="paper", aliases=["The Paper"])),
        ("actor", _row(id="radio", kind="channel")),
        ("place", _row(id="country", name="Country")),
        ("place", _row(id="oblast", part_of=draw(_maybe(st.just("country"))))),
        ("place", _row(id="village", name="Village", part_of=draw(_maybe(st.just("oblast"))))),
        ("place", _row(id="hamlet", part_of=draw(_maybe(st.sampled_from(("village", "country")))))),
    ]
    for event in EVENTS:
        spots = draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True))
        part_of = draw(_maybe(st.just("campaign"))) if event != "campaign" else None
        time = draw(_maybe(st.sampled_from(DAYS)))
        rows.append(("event", _row(id=event, time=time, part_of=part_of, located_at=[{"place": p} for p in spots])))
    for document in DOCUMENTS:
        published = draw(_maybe(st.sampled_from(STATED)))
        publisher = draw(_maybe(st.sampled_from(("paper", "radio"))))
        rows.append(("document", _row(id=document, published=published, publisher=publisher)))
    for number in range(draw(st.integers(2, 9))):
        rows.append(("statement", _statement(draw, number, predicates)))
    return rows


def _statement(draw: st.DrawFn, number: int, predicates: Sequence[str]) -> dict[str, Any]:
    about, predicate, value = _values(draw, predicates)
    earlier = [f"s{one}" for one in range(number)]
    return _row(
        id=f"s{number}",
        claimant=draw(st.lists(st.sampled_from(ACTORS), min_size=1, max_size=2, unique=True)),
        relayed_by=draw(st.lists(st.sampled_from(ACTORS), max_size=2, unique=True)),
        about=about,
        predicate=predicate,
        value=value,
        polarity=draw(_maybe(st.just("denies"))) if predicate not in ("silence", "order") else None,
        certainty=draw(_maybe(st.just("possible"))),
        time=draw(_maybe(st.sampled_from(DAYS))),
        stated=draw(_maybe(st.sampled_from(STATED))),
        derived_from=draw(st.lists(st.sampled_from([*earlier, *DOCUMENTS]), max_size=1)),
        revises=draw(st.lists(st.sampled_from(earlier), max_size=1)) if earlier else [],
        recorded="2025-02-01T00:00:00Z",
        retracted=draw(_maybe(st.just("2025-01-09"))),
        **{"in": draw(st.lists(st.sampled_from(DOCUMENTS), max_size=2, unique=True))},
    )


def _row(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, [])}


def split(rows: Rows, chance: random.Random) -> list[Rows]:
    """The rows in another order, some in two parts, as loads in which every reference resolves or is loaded before."""
    needed = {"id", "claimant", "about", "predicate", "value"}
    pieces: Rows = []
    for kind, row in rows:
        later = {key for key in row if key not in needed and chance.random() < 0.3}
        pieces.append((kind, {key: value for key, value in row.items() if key not in later}))
        if later:
            pieces.append((kind, {key: value for key, value in row.items() if key in later | needed}))
    chance.shuffle(pieces)
    loads: list[Rows] = []
    loaded: set[int] = set()
    by_id: dict[str, list[int]] = {}
    for position, (_, row) in enumerate(pieces):
        by_id.setdefault(row["id"], []).append(position)
    for position in range(len(pieces)):
        load = _closed({position, *chance.sample(range(len(pieces)), chance.randrange(3))}, pieces, by_id, loaded)
        if load:
            order = sorted(load)
            chance.shuffle(order)
            loads.append([pieces[one] for one in order])
            loaded |= load
    return loads


def _closed(wanted: set[int], pieces: Rows, by_id: dict[str, list[int]], loaded: set[int]) -> set[int]:
    """The pieces wanted and one piece of every row they name, as far as not loaded before."""
    closed: set[int] = set()
    waiting = [one for one in wanted if one not in loaded]
    while waiting:
        one = waiting.pop()
        if one in closed:
            continue
        closed.add(one)
        for name in _strings(pieces[one][1]):
            there = by_id.get(name, [])
            if there and not any(piece in loaded or piece in closed for piece in there):
                waiting.append(there[0])
    return closed


def _strings(content: Any) -> list[str]:
    if isinstance(content, str):
        return [content]
    values = content.values() if isinstance(content, dict) else content if isinstance(content, list) else []
    return [name for value in values for name in _strings(value)]
