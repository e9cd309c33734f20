"""The links of answers to Neo4j Browser: the Cypher in each draws, on every engine, what was answered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import neo4j
import pytest
import pytest_asyncio
from pydantic import ValidationError

from counterclaim.app import create_app
from counterclaim.graph import Graph
from counterclaim.queries.moments import known_at
from counterclaim.settings import Settings
from tests.conftest import Database
from tests.test_browser_link import HOME, opened


@asynccontextmanager
async def served(graph: Graph, database: Database, **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
    """The service with other settings."""
    app = create_app(Settings.model_validate({**database.settings.model_dump(), **settings}), graph)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client,
    ):
        yield client


@pytest_asyncio.fixture
async def linking(kursk: Graph, database: Database) -> AsyncIterator[httpx.AsyncClient]:
    """The service where the address of Browser is set."""
    async with served(kursk, database, browser_url=HOME) as client:
        yield client


async def drawn(graph: Graph, address: str) -> dict[str, set[str]]:
    """What the query in a link draws: the ids of nodes by label."""
    async with graph._doors.reader.session(database=graph.database, default_access_mode=neo4j.READ_ACCESS) as session:
        records = [record async for record in await session.run(opened(address))]
    found: dict[str, set[str]] = {}
    for value in (value for record in records for value in record.values() if value is not None):
        for node in value.nodes if isinstance(value, neo4j.graph.Path) else [value]:
            found.setdefault(next(iter(node.labels)), set()).add(node["id"])
    return found


def linked(answer: httpx.Response) -> str:
    """The link of an answer to Browser."""
    assert answer.status_code == 200, answer.text
    link = answer.links["alternate"]
    assert link["title"] == "Neo4j Browser"
    return link["url"]


def ids(answer: httpx.Response) -> set[str]:
    return {one["id"] if "id" in one else one["event"]["id"] for one in answer.json()["items"]}


LISTS = [
    ("/v1/disputes?about=Berdin", {"Dispute"}),
    ("/v1/disputes?about=Kursk+oblast&within=true&as_of=2025-01-06&limit=5", {"Dispute"}),
    ("/v1/disputes?between=isw,russian-mod", {"Dispute"}),
    ("/v1/statements?claimant=ISW&limit=10", {"Statement"}),
    ("/v1/events?limit=20", {"Event"}),
    ("/v1/events/kursk-push/before?limit=5", {"Event"}),
    ("/v1/places?within=Kursk+oblast&limit=20", {"Place"}),
    ("/v1/actors?kind=organization", {"Actor"}),
    ("/v1/documents", {"Document"}),
    ("/v1/timeline?about=Berdin", {"Event", "Statement"}),
    ("/v1/search?q=berdin", {"Place", "Event", "Document", "Statement"}),
]


@pytest.mark.parametrize(("question", "labels"), LISTS)
async def test_the_link_of_a_list_draws_what_is_listed(
    kursk: Graph, linking: httpx.AsyncClient, question: str, labels: set[str]
) -> None:
    answer = await linking.get(question)
    found = await drawn(kursk, linked(answer))
    assert set().union(*(found[label] for label in labels)) == ids(answer)
    assert ids(answer)


ONES = [
    ("/v1/disputes/berdin~territory", "Dispute", "berdin~territory"),
    ("/v1/statements/isw-berdin-presence", "Statement", "isw-berdin-presence"),
    ("/v1/compare?a=isw-berdin-presence&b=mod-berdin-outskirts", "Statement", "mod-berdin-outskirts"),
    ("/v1/events/kursk-push", "Event", "kursk-push"),
    ("/v1/order?a=kursk-incursion&b=kursk-push", "Event", "kursk-incursion"),
    ("/v1/places/Berdin", "Place", "berdin"),
    ("/v1/actors/ISW", "Actor", "isw"),
    ("/v1/documents/twz-2025-01-06", "Document", "twz-2025-01-06"),
]


@pytest.mark.parametrize(("question", "label", "id"), ONES)
async def test_the_link_of_one_thing_draws_it(
    kursk: Graph, linking: httpx.AsyncClient, question: str, label: str, id: str
) -> None:
    found = await drawn(kursk, linked(await linking.get(question)))
    assert id in found[label]


async def test_a_dispute_is_drawn_with_its_sides_as_known_then(kursk: Graph, linking: httpx.AsyncClient) -> None:
    answer = await linking.get("/v1/disputes?predicate=outcome&as_of=2025-01-06")
    sides = [side for dispute in answer.json()["items"] for side in dispute["sides"]]
    found = await drawn(kursk, linked(answer))
    assert found["Statement"] >= {one["id"] for side in sides for one in side["statements"]}
    assert found["Actor"] == {one["id"] for side in sides for one in side["claimants"]}
    for moment, known in (("2025-01-05", False), ("2025-01-06", True)):
        rows = await kursk.read("draw_disputes", ids=["berdin~territory"], as_of=known_at(moment))
        assert bool(rows) is known


async def test_around_a_place_is_what_was_said_by_then(kursk: Graph, linking: httpx.AsyncClient) -> None:
    now = await drawn(kursk, linked(await linking.get("/v1/places/Berdin")))
    then = await drawn(kursk, linked(await linking.get("/v1/places/Berdin?as_of=2025-01-05")))
    assert "isw-berdin-presence" in now["Statement"]
    assert "berdin~territory" in now["Dispute"]
    assert "Statement" not in then


async def test_a_page_links_to_the_next_one_and_to_its_drawing(linking: httpx.AsyncClient) -> None:
    for form in ("application/json", "application/x-ndjson"):
        answer = await linking.get("/v1/events?limit=2", headers={"Accept": form})
        assert set(answer.links) == {"next", "alternate"}
        assert (await linking.get(answer.links["next"]["url"])).status_code == 200


async def test_the_link_fills_the_editor_and_bears_no_login(linking: httpx.AsyncClient, database: Database) -> None:
    address = linked(await linking.get("/v1/disputes?about=Berdin"))
    assert address.startswith(HOME)
    asked: dict[str, Any] = dict(parse_qsl(urlsplit(address).query))
    assert asked.keys() == {"cmd", "arg"}
    assert asked["cmd"] == "edit"
    assert '["berdin~territory"]' in asked["arg"]
    assert "$" not in asked["arg"]
    password = database.settings.neo4j_password
    assert password is None or password.get_secret_value() not in address


@pytest.mark.parametrize(
    "question", ["/v1/statements?limit=500", "/v1/search?q=nowhere", "/healthz", "/readyz", "/v1/places/nowhere"]
)
async def test_no_link_is_too_long_or_draws_nothing(linking: httpx.AsyncClient, question: str) -> None:
    assert "alternate" not in (await linking.get(question)).links


async def test_without_the_address_of_browser_there_is_no_link(client: httpx.AsyncClient) -> None:
    assert (await client.get("/v1/disputes?about=Berdin")).links == {}


async def test_the_link_names_what_to_connect_to_where_that_is_set(kursk: Graph, database: Database) -> None:
    home = f"{HOME}?dbms=neo4j://db.example:7687"
    async with served(kursk, database, browser_url=home, neo4j_database="stories") as client:
        address = linked(await client.get("/v1/disputes?about=Berdin"))
    asked = dict(parse_qsl(urlsplit(address).query))
    assert (asked["dbms"], asked["db"]) == ("neo4j://db.example:7687", "stories")
    assert opened(address).startswith("UNWIND")


@pytest.mark.parametrize("address", ["localhost:7474", "javascript:alert(1)", "http://neo4j:secret@localhost:7474/"])
def test_an_address_that_is_none_or_bears_a_login_is_refused(address: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate({"browser_url": address})
    assert "secret" not in str(refused.value)
