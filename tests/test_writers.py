"""Several at work at once: two loads side by side, and questions while a load writes."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from io import BytesIO
from typing import Any

import httpx
import pytest

from bench.generated import rows
from counterclaim.answers import Dispute, Page
from counterclaim.connect import open_graph
from counterclaim.disputes.digest import digest
from counterclaim.errors import DatabaseBusy
from counterclaim.graph import Graph, Row
from counterclaim.loading.check import Checker
from counterclaim.loading.load import Loader, Report
from counterclaim.models import dumps
from counterclaim.predicates import Registry
from counterclaim.queries import disputes, statements
from counterclaim.queries.settled import settled_disputes, settled_statements
from counterclaim.settings import Settings
from counterclaim_loaders import Format, read_text
from tests.conftest import Database
from tests.snapshots import snapshot, wipe

Raw = dict[str, Any]


async def load(graph: Graph, registry: Registry, content: list[Raw]) -> Report:
    lines = b"".join(dumps(row).encode() + b"\n" for row in content)
    source = read_text("rows", BytesIO(lines), Format.JSON_LINES)
    return await Loader(graph, registry).load("rows", sha256(lines).hexdigest(), source)


async def load_apart(settings: Settings, registry: Registry, content: list[Raw]) -> Report:
    """Load over a connection of its own, as another process would."""
    async with open_graph(settings) as graph:
        return await load(graph, registry, content)


async def test_two_loads_at_once_give_the_graph_of_one_after_the_other(
    empty: Graph, database: Database, registry: Registry
) -> None:
    content = list(rows(120, 6))
    things = [row for row in content if row["row"] != "statement"]
    said = [row for row in content if row["row"] == "statement"]
    halves = [things + said[:80], things[::-1] + said[:39:-1]]
    for half in halves:
        assert not (await load(empty, registry, half)).errors
    one_after_the_other = await snapshot(empty)
    await wipe(empty)
    reports = await asyncio.gather(*(load_apart(database.settings, registry, half) for half in halves))
    assert [report.errors for report in reports] == [[], []]
    assert await snapshot(empty) == one_after_the_other
    assert sum(report.written for report in reports) == len(content)


async def load_together(
    graph: Graph, registry: Registry, monkeypatch: pytest.MonkeyPatch, contents: list[list[Raw]]
) -> list[Report]:
    """Load side by side, each written only when all are checked, so that none is checked against another."""
    checked, finish = asyncio.Barrier(len(contents)), Checker.finish

    async def finish_together(checker: Checker) -> None:
        await finish(checker)
        await checked.wait()

    with monkeypatch.context() as patched:
        patched.setattr(Checker, "finish", finish_together)
        return await asyncio.gather(*(load(graph, registry, content) for content in contents))


PLACES: list[Raw] = [{"row": "place", "id": one} for one in ("village", "district")]
SPOKEN = {"about": "village", "predicate": "territory", "value": {"status": "contested"}, "stated": "2025-01-05"}
RIVALS: dict[str, tuple[list[list[Raw]], set[tuple[str, str]]]] = {
    "cycle": (
        [
            [{"row": "place", "id": "village", "part_of": "district"}],
            [{"row": "place", "id": "district", "part_of": "village"}],
        ],
        {("village", "cycle"), ("district", "cycle")},
    ),
    "value": (
        [[{"row": "actor", "id": "paper", "name": name}] for name in ("Paper", "The Paper")],
        {("paper", "conflict")},
    ),
    "kind": (
        [[{"row": "actor", "id": "paper"}], [{"row": "document", "id": "paper"}]],
        {("paper", "conflict")},
    ),
}


@pytest.mark.parametrize("rivals", RIVALS)
async def test_of_two_loads_that_contradict_each_other_one_is_told(
    empty: Graph, registry: Registry, monkeypatch: pytest.MonkeyPatch, rivals: str
) -> None:
    contents, expected = RIVALS[rivals]
    assert not (await load(empty, registry, PLACES)).errors
    reports = await load_together(empty, registry, monkeypatch, contents)
    ((error,),) = [report.errors for report in reports if report.errors]
    assert (error["id"], error["code"]) in expected
    assert error["message"]
    assert sorted((report.state, report.written, report.refused) for report in reports) == [
        ("loaded", 0, 1),
        ("loaded", 1, 0),
    ]
    again = [await load(empty, registry, content) for content in contents]
    assert sorted((report.written, report.unchanged, report.refused) for report in again) == [(0, 0, 1), (0, 1, 0)]


async def test_what_does_not_rest_on_a_contradicted_row_is_loaded_and_compared(
    empty: Graph, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = [
        [
            *VILLAGE[:2],
            {"row": "actor", "id": "paper", "name": name},
            *PLACES,
            {"row": "statement", "id": f"{name}-a", "claimant": "paper", **SPOKEN},
            {"row": "statement", "id": f"{name}-b", "claimant": "west", **SPOKEN},
            {"row": "statement", "id": f"{name}-c", "claimant": "east", **SPOKEN, "polarity": "denies"},
        ]
        for name in ("one", "two")
    ]
    reports = await load_together(empty, registry, monkeypatch, contents)
    assert sorted(report.refused for report in reports) == [0, 2]
    ((dispute,), complete) = await _answer(empty, registry)
    assert complete
    assert sum(side.total for side in dispute.sides) == 5


async def _answer(graph: Graph, registry: Registry) -> tuple[list[Dispute], bool]:
    page = await disputes(graph, registry, about="village")
    return page.items, page.complete


VILLAGE: list[Raw] = [
    {"row": "actor", "id": "east", "name": "East", "kind": "state"},
    {"row": "actor", "id": "west", "name": "West", "kind": "state"},
    {"row": "place", "id": "village", "name": "Village"},
]
VALUES = [
    {"party": "east", "status": "control"},
    {"party": "west", "status": "control"},
    {"party": "east", "status": "absent"},
]


def said(part: int) -> list[Raw]:
    """What thirty papers say of the village, one part of them after another."""
    found: list[Raw] = []
    for number in range(30 * part, 30 * part + 30):
        paper = f"paper-{number}"
        statement = {"id": f"s{number}", "claimant": paper, "about": "village", "predicate": "territory"}
        time = {"time": "2025-01-05", "stated": "2025-01-05"}
        found += [
            {"row": "actor", "id": paper},
            {"row": "statement", **statement, "value": VALUES[number % (1 + part % 3)], **time},
        ]
    return found


def shape(page: Page[Dispute]) -> str:
    """Grade, sides and their sizes of each dispute."""
    return dumps([[one.grade, sorted((side.key, side.total) for side in one.sides)] for one in page.items])


async def test_a_question_sees_a_dispute_as_it_was_before_or_after_a_load(
    empty: Graph, database: Database, registry: Registry
) -> None:
    parts = [VILLAGE + said(0), *(said(part) for part in range(1, 4))]
    assert not (await load(empty, registry, parts[0])).errors
    states = {shape(await disputes(empty, registry, about="village"))}
    for part in parts[1:]:
        assert not (await load(empty, registry, part)).errors
        states.add(shape(await disputes(empty, registry, about="village")))
    assert len(states) == len(parts)
    await wipe(empty)
    await load(empty, registry, parts[0])

    async def write() -> None:
        async with open_graph(database.settings) as writing:
            for part in parts[1:]:
                assert not (await load(writing, registry, part)).errors

    writer = asyncio.create_task(write())
    seen = set()
    while not writer.done():
        seen.add(shape(await disputes(empty, registry, about="village")))
    await writer
    assert seen <= states
    assert len(seen) > 1


def row_of(members: list[tuple[str, str, int, int]], *, told: list[tuple[str, str, int, int]]) -> Row:
    return {"dispute": {"digest": digest(told)}, "members": [list(member) for member in members]}


A, B = ("a", "asserts 1", 0, 10), ("b", "denies 1", 5, 10)


async def test_what_is_read_in_the_midst_of_a_commit_is_read_again() -> None:
    answers = iter([[row_of([A], told=[A, B])], [row_of([B, A], told=[A, B])]])

    async def read() -> list[Row]:
        return next(answers)

    (whole,) = await settled_disputes(read, as_of=7)
    assert whole["members"] == [list(B), list(A)]


async def test_only_what_is_known_at_the_time_is_left() -> None:
    async def read() -> list[Row]:
        return [row_of([A, B], told=[A, B])]

    (early,) = await settled_disputes(read, as_of=4)
    assert early["members"] == [list(A)]


async def test_what_stays_half_written_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.queries.settled.FIRST_PAUSE", 0.0)

    async def read() -> list[Row]:
        return [row_of([A], told=[A, B])]

    with pytest.raises(DatabaseBusy):
        await settled_disputes(read, as_of=7)


async def test_a_statement_read_in_the_midst_of_a_commit_is_read_again() -> None:
    held: Row = dict.fromkeys(("about", "relays", "passages", "located_at", "derived_from", "revises"), [])
    half, whole = {**held, "edges": 2, "claimants": [["isw"]]}, {**held, "edges": 2, "claimants": [["isw"], ["mod"]]}
    answers = iter([[half], [whole]])

    async def read() -> list[Row]:
        return next(answers)

    assert await settled_statements(read) == [whole]


async def test_statements_asked_for_while_they_are_written_again_are_whole(
    empty: Graph, database: Database, registry: Registry
) -> None:
    assert not (await load(empty, registry, [*VILLAGE, *said(0)])).errors
    before = {one.id: one for one in (await statements(empty, registry, about="village")).items}

    async def write() -> None:
        async with open_graph(database.settings) as writing:
            for day in range(1, 6):
                report = {"row": "document", "id": f"report-{day}", "published": f"2025-01-1{day}"}
                again = [{**row, "in": [report["id"]]} for row in said(0) if row["row"] == "statement"]
                assert not (await load(writing, registry, [report, *again])).errors

    writer = asyncio.create_task(write())
    passages = set()
    while not writer.done():
        for one in (await statements(empty, registry, about="village")).items:
            assert one.about == before[one.id].about
            assert one.claimants == before[one.id].claimants
            passages.add(len(one.passages))
    await writer
    assert passages >= {0, 5}


async def test_what_was_loaded_over_rest_is_seen_with_its_bookmark(fresh: httpx.AsyncClient) -> None:
    body = "".join(f"{dumps(row)}\n" for row in VILLAGE).encode()
    answer = await fresh.post("/v1/loads", content=body, headers={"content-type": "application/x-ndjson"})
    bookmark = answer.headers["bookmark"]
    places = await fresh.get("/v1/places", headers={"bookmark": bookmark})
    assert [one["id"] for one in places.json()["items"]] == ["village"]


async def test_a_bookmark_that_is_none_is_refused(fresh: httpx.AsyncClient) -> None:
    for wrong in ("no such thing", ",", "one,"):
        refused = await fresh.get("/v1/places", headers={"bookmark": wrong})
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid"), wrong
