"""Any order and any split of the same rows gives the same graph (design, section 6), with the disputes of its pairs."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import Phase, given, seed, settings

from counterclaim import queries
from counterclaim.disputes import DISPUTED, Grade
from counterclaim.graph import Graph
from counterclaim.loading.load import Loader, Report
from counterclaim.models import read_row
from counterclaim.predicates import load_registry
from counterclaim_loaders import SourcedRow
from tests.dossiers import EVERYTHING, TERRITORY, Rows, dossiers, split
from tests.snapshots import snapshot, wipe


async def load(graph: Graph, rows: Rows, name: str) -> Report:
    sourced = [SourcedRow(read_row(kind, row), name, None, index) for index, (kind, row) in enumerate(rows)]
    return await Loader(graph, load_registry()).load(name, name, sourced)


def examples(number: int, predicates: Sequence[str] = EVERYTHING) -> list[Rows]:
    """Dossiers drawn by hypothesis, the same in every run: a database outlives none of its event loops."""
    drawn: list[Rows] = []

    @seed(20250106)
    @settings(max_examples=number, database=None, phases=[Phase.generate], deadline=None)
    @given(dossiers(predicates))
    def draw(rows: Rows) -> None:
        drawn.append(rows)

    draw()
    return drawn[-number:]


async def same(graph: Graph, rows: Rows, number: int) -> None:
    await wipe(graph)
    assert not (await load(graph, rows, "whole")).errors
    whole = await snapshot(graph)
    await wipe(graph)
    parts = split(rows, random.Random(number))
    for place, part in enumerate(parts):
        assert not (await load(graph, part, f"part {place}")).errors
    assert await snapshot(graph) == whole, parts


async def agree(graph: Graph, rows: Rows) -> None:
    """Each dispute holds the statements of the pairs that are judged to disagree, at several times, and no others."""
    await wipe(graph)
    assert not (await load(graph, rows, "whole")).errors
    registry = load_registry()
    statements = [row["id"] for kind, row in rows if kind == "statement"]
    for as_of in ("2025-01-06", "2025-01-08", None):
        pairs: dict[str, set[str]] = defaultdict(set)
        grades: dict[str, set[Grade]] = defaultdict(set)
        for a, b in combinations(statements, 2):
            found = await queries.compare(graph, registry, a, b, as_of=as_of)
            if found.grade in DISPUTED and found.topic:
                pairs[found.topic.id] |= {a, b}
                grades[found.topic.id].add(found.grade)
        answered = (await queries.disputes(graph, registry, as_of=as_of)).items
        held = {one.id: {statement.id for side in one.sides for statement in side.statements} for one in answered}
        assert held == pairs, as_of
        assert {one.id: one.grade for one in answered} == {
            id: min(found, key=DISPUTED.index) for id, found in grades.items()
        }


@pytest.mark.parametrize("predicates", [EVERYTHING, TERRITORY])
async def test_disputes_are_what_pairs_come_to(empty: Graph, predicates: Sequence[str]) -> None:
    await agree(empty, examples(6, predicates)[3])


@pytest.mark.slow
@pytest.mark.parametrize("predicates", [EVERYTHING, TERRITORY])
@pytest.mark.parametrize("number", range(10))
async def test_many_disputes_are_what_pairs_come_to(empty: Graph, number: int, predicates: Sequence[str]) -> None:
    await agree(empty, examples(25, predicates)[number])


@pytest.mark.parametrize("predicates", [EVERYTHING, TERRITORY])
@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.slow) for number in (1, 2))])
async def test_any_split_gives_the_same_graph(empty: Graph, number: int, predicates: Sequence[str]) -> None:
    await same(empty, examples(6, predicates)[number + 3], number)


@pytest.mark.slow
@pytest.mark.parametrize("predicates", [EVERYTHING, TERRITORY])
@pytest.mark.parametrize("number", range(25))
async def test_many_splits_give_the_same_graph(empty: Graph, number: int, predicates: Sequence[str]) -> None:
    await same(empty, examples(25, predicates)[number], number)


def said(id: str, claimant: str, party: str, about: str, **more: Any) -> tuple[str, dict[str, Any]]:
    """That a party holds all of a place."""
    value = {"party": party, "status": "control", "extent": "all"}
    fixed = {"predicate": "territory", "value": value, "time": "2025-01-05", "stated": "2025-01-05"}
    return "statement", {"id": id, "claimant": claimant, "about": about, **fixed, **more, "recorded": "2025-02-01"}


FIRST: Rows = [
    *(("actor", {"id": one, "kind": "state"}) for one in ("east", "west")),
    *(("actor", {"id": one}) for one in ("army", "paper", "radio")),
    ("document", {"id": "report"}),
    ("place", {"id": "oblast"}),
    ("place", {"id": "village", "part_of": "oblast"}),
    said("above", "paper", "army", "oblast"),
    said("below", "radio", "east", "village"),
]
OTHER = {"value": {"party": "east", "status": "presence", "extent": "part"}}
LATER: dict[str, list[Rows]] = {
    "the side of an actor above changes": [[("actor", {"id": "army", "part_of": "east"})]],
    "an actor above becomes a state": [[("actor", {"id": "army", "kind": "state"})]],
    "what is said above is revised": [[said("new", "paper", "west", "oblast", revises=["above"], **OTHER)]],
    "what is said above is retracted": [[said("above", "paper", "army", "oblast", retracted="2025-01-09")]],
    "what is said above is a denial after all": [[said("above", "paper", "army", "oblast", polarity="denies")]],
    "who revises what is said above is dated later": [
        [said("new", "paper", "west", "oblast", revises=["above"], **{**OTHER, "in": ["report"]})],
        [("document", {"id": "report", "published": "2025-01-03"})],
    ],
    "who revised is taken back before it came out": [
        [said("new", "paper", "west", "oblast", revises=["above"], **{**OTHER, "stated": "2025-01-09"})],
        [said("new", "paper", "west", "oblast", **{**OTHER, "stated": "2025-01-09"}, retracted="2025-01-07")],
    ],
    "who revised is revised before it came out": [
        [said("new", "paper", "west", "oblast", revises=["above"], **{**OTHER, "stated": "2025-01-09"})],
        [said("newer", "paper", "west", "oblast", revises=["new"], **{**OTHER, "stated": "2025-01-07"})],
    ],
}


@pytest.mark.parametrize("later", LATER)
async def test_what_comes_later_reaches_the_places_below(empty: Graph, later: str) -> None:
    loads = [FIRST, *LATER[later]]
    assert not (await load(empty, [row for rows in loads for row in rows], "whole")).errors
    whole = await snapshot(empty)
    await wipe(empty)
    for place, rows in enumerate(loads):
        assert not (await load(empty, rows, f"part {place}")).errors
    assert await snapshot(empty) == whole
