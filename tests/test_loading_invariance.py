"""Any order and any split of the same rows gives the same graph (design, section 6)."""

from __future__ import annotations

import random

import pytest
from hypothesis import Phase, given, seed, settings

from counterclaim.graph import Graph
from counterclaim.loading.load import Loader, Report
from counterclaim.models import read_row
from counterclaim.predicates import load_registry
from counterclaim_loaders import SourcedRow
from tests.dossiers import Rows, dossiers, split
from tests.snapshots import snapshot, wipe


async def load(graph: Graph, rows: Rows, name: str) -> Report:
    sourced = [SourcedRow(read_row(kind, row), name, None, index) for index, (kind, row) in enumerate(rows)]
    return await Loader(graph, load_registry()).load(name, name, sourced)


def examples(number: int) -> list[Rows]:
    """Dossiers drawn by hypothesis, the same in every run: a database outlives none of its event loops."""
    drawn: list[Rows] = []

    @seed(20250106)
    @settings(max_examples=number, database=None, phases=[Phase.generate], deadline=None)
    @given(dossiers())
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


@pytest.mark.parametrize("number", range(3))
async def test_any_split_gives_the_same_graph(empty: Graph, number: int) -> None:
    await same(empty, examples(6)[number + 3], number)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(25))
async def test_many_splits_give_the_same_graph(empty: Graph, number: int) -> None:
    await same(empty, examples(25)[number], number)
