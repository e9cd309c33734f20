"""Disputes and comparisons over REST, on the Kursk dossier and on small ones made for the purpose."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import httpx
import pytest
import pytest_asyncio

from counterclaim.app import create_app
from counterclaim.graph import Graph
from counterclaim.loading.load import Loader
from counterclaim.models import read_row
from counterclaim.predicates import Registry
from counterclaim_loaders import SourcedRow
from tests.command import one_engine
from tests.conftest import Database

BERDIN, PUSH, KURAKHOVE = "berdin~territory", "kursk-push~outcome", "kurakhove~territory"


async def ids(client: httpx.AsyncClient, **parameters: str) -> list[str]:
    answer = await client.get("/v1/disputes", params=parameters)
    assert answer.status_code == 200, answer.text
    return [dispute["id"] for dispute in answer.json()["items"]]


async def detail(client: httpx.AsyncClient, id: str, **parameters: str) -> dict[str, Any]:
    answer = await client.get(f"/v1/disputes/{id}", params=parameters)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


@pytest.mark.parametrize("name", ["berdin", "Berdin", "Бердин"])
async def test_which_sources_disagree_about_berdin(client: httpx.AsyncClient, name: str) -> None:
    page = (await client.get("/v1/disputes", params={"about": name})).json()
    assert (page["next"], page["complete"]) == (None, True)
    (dispute,) = page["items"]
    assert (dispute["id"], dispute["subject"]["name"], dispute["label"]) == (BERDIN, "Berdin", "who holds it")
    assert (dispute["grade"], dispute["complete"]) == ("possible", True)
    assert dispute["known"] == [{"from": "2025-01-07", "to": None, "grade": "possible"}]
    assert dispute["windows"] == [{"from": "2025-01-05", "to": "2025-01-06"}]
    sides = {side["label"]: side for side in dispute["sides"]}
    assert set(sides) == {"Ukraine: presence in part", "Ukraine: presence on the outskirts"}
    inside = sides["Ukraine: presence in part"]
    assert [claimant["id"] for claimant in inside["claimants"]] == ["isw"]
    assert (inside["total"], inside["origins"]) == (1, {"min": 1, "max": 1, "complete": True})
    (statement,) = inside["statements"]
    assert statement == {**(await client.get("/v1/statements/isw-berdin-presence")).json(), "path": []}


async def test_disputes_are_narrowed(client: httpx.AsyncClient) -> None:
    assert await ids(client) == [BERDIN, KURAKHOVE, PUSH]
    assert await ids(client, about="Kursk oblast") == [PUSH], "the push was there"
    assert await ids(client, about="Kursk oblast", within="true") == [BERDIN, PUSH]
    assert await ids(client, about="kursk-operation", within="true") == [PUSH], "the push is part of it"
    assert await ids(client, predicate="territory") == [BERDIN, KURAKHOVE]
    assert await ids(client, grade="contradiction,tension") == []
    assert await ids(client, grade="possible", about="Berdin") == [BERDIN]
    assert await ids(client, actor="ISW") == [BERDIN, PUSH]
    assert await ids(client, actor="ISW", about="Berdin") == [BERDIN]
    assert await ids(client, actor="Zelensky") == []
    assert await ids(client, to="2025-01-04") == [PUSH]
    assert await ids(client, **{"from": "2025-01-07"}) == [KURAKHOVE, PUSH]
    assert await ids(client, about="Berdin", **{"from": "2025-01-06"}) == []


async def test_between_two_actors_are_only_disputes_in_which_they_stand_against_each_other(
    client: httpx.AsyncClient,
) -> None:
    assert await ids(client, between="isw,russian-mod") == [BERDIN, PUSH]
    assert await ids(client, between="Russian MoD,ISW", about="Berdin") == [BERDIN]
    assert await ids(client, between="isw,the-war-zone") == [], "both on one side of the dispute about the push"
    assert await ids(client, between="isw,russia") == []


async def test_a_dispute_is_known_from_the_end_of_the_day_of_the_article(client: httpx.AsyncClient) -> None:
    assert await ids(client, about="Berdin", as_of="2025-01-05") == []
    assert await ids(client, about="Berdin", as_of="2025-01-06T12:00:00Z") == []
    assert await ids(client, about="Berdin", as_of="2025-01-06") == [BERDIN]
    assert await ids(client, about="Berdin", as_of="2025-01") == [BERDIN]
    assert (await client.get(f"/v1/disputes/{BERDIN}?as_of=2025-01-05")).status_code == 404


async def test_a_dispute_is_explained_down_to_the_sentence(client: httpx.AsyncClient) -> None:
    dispute = await detail(client, BERDIN)
    pairs = dispute["pairs"]
    assert (pairs["total"], pairs["all_examined"]) == (1, True)
    (pair,) = pairs["items"]
    assert {pair["a"], pair["b"]} == {"isw-berdin-presence", "mod-berdin-outskirts"}
    assert (pair["grade"], pair["comparison"]["relation"], pair["overlap"]) == ("possible", "maybe", "possible")
    assert pair["window"] == {"from": "2025-01-05", "to": "2025-01-06"}
    assert [(gate["name"], gate["passed"]) for gate in pair["gates"]] == [
        ("topic", True),
        ("known", True),
        ("times", True),
        ("claimants", True),
    ]
    assert "Institute for the Study of War" in pair["sentence"]
    assert "Berdin" in pair["sentence"]
    assert (pair["rule"], pair["failed"], pair["path"]) == ("dispute", None, [])
    assert pair["version"]
    brief = (await client.get("/v1/disputes?about=berdin")).json()["items"][0]
    assert {key: value for key, value in dispute.items() if key != "pairs"} == brief


async def test_each_pair_across_the_sides_that_disagrees_is_explained(client: httpx.AsyncClient) -> None:
    dispute = await detail(client, PUSH)
    sides = [{statement["id"] for statement in side["statements"]} for side in dispute["sides"]]
    assert sorted(map(len, sides)) == [2, 3]
    assert dispute["pairs"]["total"] == len(dispute["pairs"]["items"]) == 6
    grades = [pair["grade"] for pair in dispute["pairs"]["items"]]
    assert grades == sorted(grades, key=["contradiction", "possible", "tension"].index)
    assert set(grades) == {"possible", "tension"}
    for pair in dispute["pairs"]["items"]:
        assert sum(pair["a"] in side or pair["b"] in side for side in sides) == 2
        compared = (await client.get("/v1/compare", params={"a": pair["a"], "b": pair["b"]})).json()
        assert {**compared, "a": pair["a"], "b": pair["b"]} == pair


async def test_silence_is_on_no_side(client: httpx.AsyncClient) -> None:
    dispute = await detail(client, KURAKHOVE)
    assert [silence["id"] for silence in dispute["silences"]] == ["command-kurakhove-silent"]
    on_sides = {statement["id"] for side in dispute["sides"] for statement in side["statements"]}
    assert on_sides == {"russia-kurakhove-captured", "locals-kurakhove-resistance"}


@pytest.mark.parametrize(
    ("a", "b", "failed", "grade"),
    [
        ("isw-berdin-presence", "isw-berdin-entry", "topic", "not_comparable"),
        ("mod-push-halted", "mod-push-thwarted", "claimants", "revision"),
        ("isw-push-tactical-advances", "mod-push-halted", None, "possible"),
        ("isw-berdin-presence", "isw-berdin-presence", "claimants", "revision"),
    ],
)
async def test_why_not_is_answered_too(
    client: httpx.AsyncClient, a: str, b: str, failed: str | None, grade: str
) -> None:
    found = (await client.get("/v1/compare", params={"a": a, "b": b})).json()
    assert (found["failed"], found["grade"]) == (failed, grade)
    assert (found["a"]["id"], found["b"]["id"]) == (a, b)
    assert len(found["gates"]) == 4
    assert (found["comparison"] is None) is (failed == "topic")


async def test_two_statements_can_not_be_compared_before_they_were_known(client: httpx.AsyncClient) -> None:
    asked = {"a": "isw-berdin-presence", "b": "mod-berdin-outskirts", "as_of": "2025-01-05"}
    found = (await client.get("/v1/compare", params=asked)).json()
    assert (found["failed"], found["grade"]) == ("known", "not_comparable")


def said(id: str, claimant: str, about: str, status: str, **more: Any) -> tuple[str, dict[str, Any]]:
    """A statement on who holds a place."""
    value = {"party": "east", "status": status, "extent": more.pop("extent", "all")}
    given = {"time": "2025-01-05", "stated": "2025-01-05", "predicate": "territory", "value": value, **more}
    return "statement", {"id": id, "claimant": claimant, "about": about, **given}


SMALL: list[tuple[str, dict[str, Any]]] = [
    ("actor", {"id": "east", "name": "East", "kind": "state"}),
    ("actor", {"id": "agency", "name": "Agency"}),
    *(("actor", {"id": f"paper-{number}", "name": f"Paper {number}"}) for number in range(4)),
    ("actor", {"id": "witnesses", "name": "Witnesses", "kind": "group"}),
    ("document", {"id": "video"}),
    ("document", {"id": "wire", "publisher": "agency"}),
    ("place", {"id": "country", "name": "Country"}),
    ("place", {"id": "oblast", "name": "Oblast", "part_of": "country"}),
    ("place", {"id": "village", "name": "Village", "part_of": "oblast"}),
    said("a0", "agency", "village", "control"),
    said("a1", "paper-1", "village", "control", derived_from=["a0"]),
    said("a2", "paper-2", "village", "control", derived_from=["a1"]),
    said("a3", "paper-3", "village", "control", derived_from=["wire"]),
    said("b0", "paper-0", "oblast", "absent", stated="2025-01-08"),
]


@pytest_asyncio.fixture
async def small(empty: Graph, database: Database, registry: Registry) -> AsyncIterator[httpx.AsyncClient]:
    await add(empty, registry, SMALL)
    app = create_app(database.settings, empty)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client,
    ):
        yield client


async def add(graph: Graph, registry: Registry, rows: list[tuple[str, dict[str, Any]]]) -> None:
    sourced = [SourcedRow(read_row(kind, row), "small", None, place) for place, (kind, row) in enumerate(rows)]
    report = await Loader(graph, registry).load("small", sha256(repr(rows).encode()).hexdigest(), sourced)
    assert not report.errors


async def test_outlets_with_one_origin_are_one_voice(
    small: httpx.AsyncClient, empty: Graph, registry: Registry
) -> None:
    unknown = [
        said("c0", "witnesses", "village", "absent", extent="part"),
        said("c1", "paper-0", "village", "absent", extent="part", derived_from=["video"]),
        said("c2", "paper-3", "village", "absent", extent="part"),
    ]
    await add(empty, registry, unknown)
    dispute = await detail(small, "village~territory")
    sides = {side["label"]: side for side in dispute["sides"]}
    held = sides["East: control of all"]
    assert (held["total"], len(held["claimants"]), held["origins"]) == (4, 4, {"min": 1, "max": 1, "complete": True})
    assert sides["East: absent from part"]["origins"] == {"min": 2, "max": 3, "complete": True}, (
        "nobody knows who the witnesses are"
    )


async def test_voices_are_counted_among_all_statements_of_a_side(
    small: httpx.AsyncClient, empty: Graph, registry: Registry
) -> None:
    outlets = [("actor", {"id": f"outlet-{number}"}) for number in range(70)]
    echoes = [
        said(f"d{number:02}", f"outlet-{number}", "village", "control", derived_from=["a1"]) for number in range(60)
    ]
    alone = [
        said(f"e{number}", f"outlet-{60 + number}", "village", "control", stated="2025-01-09") for number in range(8)
    ]
    unknown = [said(f"f{number}", "witnesses", "village", "control", stated="2025-01-09") for number in range(2)]
    await add(empty, registry, [*outlets, *echoes, *alone, *unknown])
    dispute = await detail(small, "village~territory")
    side = next(side for side in dispute["sides"] if side["label"] == "East: control of all")
    assert (side["total"], len(side["statements"])) == (74, 50)
    assert side["origins"] == {"min": 10, "max": 10, "complete": True}, "the agency, eight outlets, the witnesses"


async def test_origins_behind_more_derivations_than_are_followed_are_incomplete(
    small: httpx.AsyncClient, empty: Graph, registry: Registry
) -> None:
    chain = [
        said(f"g{number}", "paper-2", "oblast", "presence", derived_from=[f"g{number + 1}"] if number < 60 else [])
        for number in range(60, -1, -1)
    ]
    await add(empty, registry, [*chain, said("h", "paper-3", "village", "control", derived_from=["g0"])])
    sides = (await detail(small, "village~territory"))["sides"]
    side = next(side for side in sides if side["label"] == "East: control of all")
    assert not side["origins"]["complete"]


async def test_what_is_said_of_all_of_a_place_above_shows_its_path(small: httpx.AsyncClient) -> None:
    dispute = await detail(small, "village~territory")
    paths = {
        statement["id"]: [place["name"] for place in statement["path"]]
        for side in dispute["sides"]
        for statement in side["statements"]
    }
    assert paths["b0"] == ["Village", "Oblast"]
    assert paths["a0"] == []
    pair = next(pair for pair in dispute["pairs"]["items"] if "b0" in (pair["a"], pair["b"]))
    assert [place["id"] for place in pair["path"]] == ["village", "oblast"]
    assert (pair["grade"], pair["topic"]["id"]) == ("contradiction", "village~territory")
    assert await ids(small, about="Oblast") == ["village~territory"], "it touches the place above"
    assert await ids(small, about="Country") == []
    assert await ids(small, about="Country", within="true") == ["village~territory"]


async def test_what_is_denied_of_all_of_a_place_above_is_not_denied_of_the_places_within(
    small: httpx.AsyncClient, empty: Graph, registry: Registry
) -> None:
    before = await detail(small, "village~territory")
    await add(empty, registry, [said("x", "paper-3", "oblast", "control", polarity="denies")])
    assert await ids(small) == ["village~territory"]
    assert await detail(small, "village~territory") == before


async def test_the_grade_is_that_of_the_day(small: httpx.AsyncClient, empty: Graph, registry: Registry) -> None:
    assert await ids(small, as_of="2025-01-07") == []
    assert (await detail(small, "village~territory", as_of="2025-01-08"))["grade"] == "contradiction"
    row = next(row for kind, row in SMALL if row["id"] == "b0")
    await add(empty, registry, [("statement", {**row, "retracted": "2025-01-10"})])
    assert await ids(small) == []
    assert await ids(small, as_of="2025-01-09") == ["village~territory"]
    dispute = await detail(small, "village~territory", as_of="2025-01-09")
    assert dispute["known"] == [{"from": "2025-01-09", "to": "2025-01-11", "grade": "contradiction"}]
    assert (await small.get("/v1/disputes/village~territory")).status_code == 404
    assert (await small.get("/v1/statements/b0")).json()["retracted"] == "2025-01-10"
    assert (await small.get("/v1/statements/b0?as_of=2025-01-11")).status_code == 404
    compared = (await small.get("/v1/compare?a=a0&b=b0")).json()
    assert (compared["failed"], compared["grade"]) == ("known", "not_comparable")


async def test_windows_are_those_of_what_was_known(small: httpx.AsyncClient, empty: Graph, registry: Registry) -> None:
    later = said("late", "paper-2", "village", "absent", time="2025-01-20", stated="2025-01-21")
    against = said("against", "agency", "village", "control", time="2025-01-20", stated="2025-01-21")
    await add(empty, registry, [later, against])
    fifth, twentieth = ({"from": f"2025-01-{day:02}", "to": f"2025-01-{day + 1:02}"} for day in (5, 20))
    assert (await detail(small, "village~territory"))["windows"] == [fifth, twentieth]
    assert (await detail(small, "village~territory", as_of="2025-01-15"))["windows"] == [fifth]
    assert await ids(small, **{"from": "2025-01-10"}) == ["village~territory"]
    assert await ids(small, **{"from": "2025-01-10", "as_of": "2025-01-15"}) == []
    brief = (await small.get("/v1/places/village?as_of=2025-01-15")).json()["known"]["disputes"][0]
    assert (brief["sides"], brief["statements"]) == (2, 5)
    brief = (await small.get("/v1/places/village")).json()["known"]["disputes"][0]
    assert (brief["sides"], brief["statements"]) == (2, 7)


async def test_a_correction_takes_the_place_of_what_it_corrects(
    small: httpx.AsyncClient, empty: Graph, registry: Registry
) -> None:
    await add(empty, registry, [said("b1", "paper-0", "oblast", "control", stated="2025-01-12", revises=["b0"])])
    assert await ids(small) == []
    assert await ids(small, as_of="2025-01-11") == ["village~territory"]
    old = (await small.get("/v1/statements/b0")).json()
    assert (old["revised_by"], old["known"]) == (["b1"], {"from": "2025-01-09", "to": "2025-01-13"})
    assert (await small.get("/v1/statements/b1")).json()["revises"] == ["b0"]


async def test_an_answer_says_when_it_rests_on_a_stale_topic(small: httpx.AsyncClient, empty: Graph) -> None:
    async def complete(path: str) -> bool:
        return bool((await small.get(path)).json()["complete"])

    async def mark(tx: Any) -> None:
        await tx.run("remark_topics", ids=["village~territory"])

    assert await complete("/v1/disputes?about=Village")
    await empty.write("mark", mark)
    for path in (
        "disputes",
        "disputes?about=Village",
        "disputes?about=Oblast&within=true",
        "disputes/village~territory",
    ):
        assert not await complete(f"/v1/{path}"), path
    assert not (await small.get("/v1/disputes?about=Village")).json()["items"][0]["complete"]
    assert not (await small.get("/v1/places/village")).json()["known"]["complete"]
    assert await complete("/v1/disputes?about=East"), "another matter"
    assert await complete("/v1/statements?about=Village"), "statements rest on no topic"


async def test_a_side_with_many_statements_lists_the_first_and_counts_all(
    small: httpx.AsyncClient, empty: Graph, registry: Registry
) -> None:
    many = [said(f"m{number:02}", "paper-1", "village", "control", text=f"Number {number}") for number in range(60)]
    await add(empty, registry, many)
    dispute = await detail(small, "village~territory")
    side = next(side for side in dispute["sides"] if side["label"] == "East: control of all")
    assert (side["total"], len(side["statements"])) == (64, 50)
    assert (len(dispute["pairs"]["items"]), dispute["pairs"]["all_examined"]) == (50, False)
    assert dispute["pairs"]["total"] == 50
    assert await ids(small, between="paper-1,paper-0") == ["village~territory"]


@one_engine
async def test_between_two_says_when_it_has_not_looked_at_all_they_say(
    small: httpx.AsyncClient, empty: Graph, registry: Registry
) -> None:
    days = [str(date(2024, 1, 1) + timedelta(days=number)) for number in range(230)]
    rows = [("place", {"id": "hamlet"}), ("actor", {"id": "daily"})]
    rows += [said(f"d{number}", "daily", "hamlet", "control", time=day) for number, day in enumerate(days)]
    rows += [said("all", "agency", "hamlet", "absent", time=f"{days[0]}/{days[-1]}")]
    rows += [said("first", "paper-1", "hamlet", "absent", time=days[0])]
    rows += [said("last", "paper-2", "hamlet", "absent", time=days[-1])]
    await add(empty, registry, rows)

    async def between(speaker: str) -> tuple[list[str], bool]:
        page = (await small.get("/v1/disputes", params={"about": "hamlet", "between": f"daily,{speaker}"})).json()
        return [item["id"] for item in page["items"]], page["complete"]

    assert await between("paper-1") == (["hamlet~territory"], True)
    assert await between("paper-3") == ([], True)
    assert await between("paper-2") == ([], False)
