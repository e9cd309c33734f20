"""Events and their order over REST: on the Kursk dossier, and against all pairs of a made-up one."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from counterclaim.app import create_app
from counterclaim.graph import Graph
from counterclaim.loading.load import Loader
from counterclaim.models import read_row
from counterclaim.predicates import Registry
from counterclaim.times import allen, definitely_before, parse, possibly_before
from counterclaim_loaders import SourcedRow
from tests.conftest import Database

EVENTS = 20


async def answer(client: httpx.AsyncClient, path: str, **parameters: str) -> dict[str, Any]:
    found = await client.get(path, params=parameters)
    assert found.status_code == 200, found.text
    body: dict[str, Any] = found.json()
    return body


async def test_events_are_listed_by_id_also_those_without_a_time(client: httpx.AsyncClient) -> None:
    every = (await answer(client, "/v1/events"))["items"]
    found = [event["id"] for event in every]
    assert found == sorted(found)
    assert len(found) == 23
    assert {event["id"]: event["time"] for event in every}["kursk-ground-loss"] is None


async def test_events_are_found_by_place_actor_and_time(client: httpx.AsyncClient) -> None:
    there = [event["id"] for event in (await answer(client, "/v1/events", about="Berdin"))["items"]]
    assert there == ["berdin-assaults", "berdin-entry", "berdin-neutralisation"]
    within = (await answer(client, "/v1/events", about="Bolshesoldatsky district", within="true"))["items"]
    assert [event["id"] for event in within] == there
    sever = (await answer(client, "/v1/events", about="Sever"))["items"]
    assert [event["id"] for event in sever] == ["berdin-neutralisation"]
    old = (await answer(client, "/v1/events", to="2024-07-31"))["items"]
    assert [event["id"] for event in old] == ["war"]
    parts = (await answer(client, "/v1/events", about="kursk-operation", within="true"))["items"]
    assert {"kursk-operation", "kursk-push", "berdin-entry"} <= {event["id"] for event in parts}


async def test_an_event_tells_where_who_and_what_is_known(client: httpx.AsyncClient) -> None:
    push = await answer(client, "/v1/events/New Ukrainian push in Kursk oblast, January 2025")
    assert push["id"] == "kursk-push"
    assert [(spot["id"], spot["extent"]) for spot in push["located_at"]] == [("kursk-oblast", "part")]
    assert {(one["id"], one["role"]) for one in push["involves"]} == {("ukraine", "initiator"), ("russia", "target")}
    assert [whole["id"] for whole in push["wholes"]] == ["kursk-operation", "war"]
    assert "berdin-entry" in [part["id"] for part in push["parts"]]
    (before,) = push["before"]
    assert (before["event"]["id"], before["basis"]) == ("kursk-incursion", "dated")
    assert before["scopes"] == ["kursk-oblast", "kursk-operation"]
    assert [dispute["id"] for dispute in push["known"]["disputes"]] == ["kursk-push~outcome"]
    incursion = await answer(client, "/v1/events/kursk-incursion")
    (stated,) = [one for one in incursion["after"] if one["basis"] == "stated"]
    assert (stated["event"]["id"], stated["statements"]) == ("kursk-ground-loss", ["twz-success-then-loss"])


async def test_an_event_without_a_time_is_in_no_order(client: httpx.AsyncClient) -> None:
    found = await client.get("/v1/events/kursk-ground-loss/before")
    assert (found.status_code, found.json()["code"]) == (404, "not-found")


async def test_what_came_before_and_after_is_certain_or_possible(client: httpx.AsyncClient) -> None:
    before = (await answer(client, "/v1/events/trump-inauguration/before"))["items"]
    certain = [one["event"]["id"] for one in before if one["how"] == "certainly"]
    assert {"kursk-incursion", "berdin-entry", "fridman-interview"} <= set(certain)
    assert [one["how"] for one in before] == sorted(one["how"] for one in before), "the certain ones first"
    assert "war" not in [one["event"]["id"] for one in before], "it goes on"
    after = (await answer(client, "/v1/events/kursk-incursion/after"))["items"]
    assert ("kursk-push", "certainly") in [(one["event"]["id"], one["how"]) for one in after]


async def test_the_order_of_two_events_by_their_bounds(client: httpx.AsyncClient) -> None:
    found = await answer(client, "/v1/order", a="kursk-incursion", b="kursk-push")
    assert (found["order"], found["relations"]) == ("before", ["before"])
    turned = await answer(client, "/v1/order", a="kursk-push", b="kursk-incursion")
    assert (turned["order"], turned["relations"]) == ("after", ["after"])
    one = await answer(client, "/v1/order", a="fridman-interview", b="fridman-interview")
    assert (one["order"], one["relations"]) == ("undecided", ["equals"])


async def test_the_order_of_two_events_by_what_is_said(client: httpx.AsyncClient) -> None:
    found = await answer(client, "/v1/order", a="kursk-incursion", b="kursk-ground-loss")
    (said,) = found["stated"]
    assert (said["first"]["id"], said["then"]["id"]) == ("kursk-incursion", "kursk-ground-loss")
    assert said["statement"]["id"] == "twz-success-then-loss"
    assert (found["order"], len(found["relations"]), found["cycles"], found["complete"]) == ("undecided", 13, [], True)
    turned = await answer(client, "/v1/order", a="kursk-ground-loss", b="kursk-incursion")
    assert turned["stated"] == found["stated"]
    assert (await answer(client, "/v1/order", a="war", b="kursk-push", as_of="2025-01-05"))["stated"] == []


def _made_up() -> list[tuple[str, dict[str, Any]]]:
    """Events at all kinds of times, and stated orders of which some run in a circle."""
    chance = random.Random(20250106)
    times = []
    for _ in range(EVENTS):
        day, length = chance.randrange(1, 28), chance.randrange(0, 12)
        month = chance.randrange(1, 4)
        forms = [
            f"2025-{month:02}-{day:02}",
            f"2025-{month:02}-{day:02}~",
            f"2025-{month:02}-{day:02}?",
            f"2025-{month:02}",
            f"2025-{month:02}-{day:02}/2025-{month + 1:02}-{max(1, day - length):02}",
            f"2025-{month:02}-{day:02}/..",
            f"2025-{month:02}-{day:02}T10:00:00Z",
        ]
        times.append(chance.choice(forms))
    rows: list[tuple[str, dict[str, Any]]] = [("actor", {"id": "chronicler"})]
    rows += [("event", {"id": f"e{number:02}", "time": time}) for number, time in enumerate(times)]
    rows += [("event", {"id": name}) for name in ("dawn", "noon", "dusk", "night")]
    for first, then in (("dawn", "noon"), ("noon", "dusk"), ("dusk", "dawn"), ("dusk", "night")):
        statement = {
            "id": f"{first}-{then}",
            "claimant": "chronicler",
            "about": first,
            "predicate": "order",
            "value": {"before": then},
            "stated": "2025-01-02",
        }
        rows.append(("statement", statement))
    return rows


@pytest_asyncio.fixture
async def chronicle(empty: Graph, database: Database, registry: Registry) -> AsyncIterator[httpx.AsyncClient]:
    rows = [SourcedRow(read_row(kind, row), "made up", None, place) for place, (kind, row) in enumerate(_made_up())]
    report = await Loader(empty, registry).load("made up", "made-up", rows)
    assert not report.errors
    app = create_app(database.settings, empty)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client,
    ):
        yield client


async def every(client: httpx.AsyncClient, path: str) -> list[dict[str, Any]]:
    """All pages of a list, some at a time."""
    found: list[dict[str, Any]] = []
    parameters = {"limit": "9"}
    while True:
        page = await answer(client, path, **parameters)
        found += page["items"]
        if page["next"] is None:
            return found
        parameters["cursor"] = page["next"]


@pytest.mark.parametrize("way", ["before", "after"])
async def test_before_and_after_agree_with_all_pairs(chronicle: httpx.AsyncClient, way: str) -> None:
    times = {row["id"]: parse(row["time"]) for kind, row in _made_up() if kind == "event" and "time" in row}
    seen = set()
    for event, time in times.items():
        expected = {}
        for other, its in times.items():
            pair = (its, time) if way == "before" else (time, its)
            if other != event and definitely_before(*pair) and not its.uncertain and not time.uncertain:
                expected[other] = "certainly"
            elif other != event and possibly_before(*pair):
                expected[other] = "possibly"
        found = await every(chronicle, f"/v1/events/{event}/{way}")
        assert {one["event"]["id"]: one["how"] for one in found} == expected, event
        assert len(found) == len(expected)
        seen |= set(expected.values())
    assert seen == {"certainly", "possibly"}


async def test_the_nearest_certain_ones_come_first(chronicle: httpx.AsyncClient) -> None:
    times = {row["id"]: parse(row["time"]) for kind, row in _made_up() if kind == "event" and "time" in row}
    last = max((one for one in times if not times[one].uncertain), key=lambda one: times[one].earliest_start)
    ends = [
        times[one["event"]["id"]].latest_end
        for one in await every(chronicle, f"/v1/events/{last}/before")
        if one["how"] == "certainly"
    ]
    assert len(ends) > 3
    assert ends == sorted(ends, reverse=True)


async def test_relations_are_those_that_the_bounds_allow(chronicle: httpx.AsyncClient) -> None:
    times = {row["id"]: parse(row["time"]) for kind, row in _made_up() if kind == "event" and "time" in row}
    for a, b in zip(list(times)[:10], list(times)[10:], strict=True):
        found = await answer(chronicle, "/v1/order", a=a, b=b)
        assert found["relations"] == sorted(allen(times[a], times[b]))


async def test_stated_orders_that_run_in_a_circle_are_reported(chronicle: httpx.AsyncClient) -> None:
    found = await answer(chronicle, "/v1/order", a="dawn", b="dusk")
    (cycle,) = found["cycles"]
    assert [event["id"] for event in cycle["path"]] == ["dawn", "noon", "dusk"]
    assert [statement["id"] for statement in cycle["statements"]] == ["dawn-noon", "dusk-dawn", "noon-dusk"]
    (said,) = found["stated"]
    assert (said["first"]["id"], said["then"]["id"]) == ("dusk", "dawn")
    assert (await answer(chronicle, "/v1/order", a="night", b="night"))["cycles"] == []
    assert (await answer(chronicle, "/v1/order", a="dawn", b="dusk", as_of="2025-01-01"))["cycles"] == []
