"""Pages: every item once, in order, however small the pages and whatever is written between them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from hashlib import sha256
from inspect import unwrap
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio

from counterclaim.app import create_app
from counterclaim.graph import Graph, Row
from counterclaim.loading.load import Loader
from counterclaim.models import read_row
from counterclaim.predicates import Registry
from counterclaim.queries.disputes import disputes, rows_of
from counterclaim_loaders import SourcedRow
from tests.conftest import Database

LISTS = [
    ("/v1/disputes", {}),
    ("/v1/disputes", {"about": "country-russia", "within": "true"}),
    ("/v1/disputes", {"between": "isw,russian-mod"}),
    ("/v1/statements", {"predicate": "territory"}),
    ("/v1/statements", {"about": "kursk-operation", "within": "true"}),
    ("/v1/statements", {"claimant": "ISW"}),
    ("/v1/statements", {"relayed_by": "ISW", "q": "ukrainian"}),
    ("/v1/timeline", {"about": "Sudzhansky district", "within": "true"}),
    ("/v1/timeline", {"from": "2025-01-05", "to": "2025-01-05"}),
    ("/v1/events", {}),
    ("/v1/events", {"about": "Sudzha"}),
    ("/v1/events/russian-counterattack/before", {}),
    ("/v1/events/russian-counterattack/after", {}),
    ("/v1/places", {}),
    ("/v1/places", {"within": "Kursk oblast"}),
    ("/v1/actors", {"kind": "person"}),
    ("/v1/actors", {"within": "Russia"}),
    ("/v1/documents", {}),
    ("/v1/documents", {"publisher": "TWZ"}),
    ("/v1/search", {"q": "kurakhove"}),
]

Between = Callable[[], Awaitable[None]]


async def pages(
    client: httpx.AsyncClient, path: str, asked: dict[str, str], between: Between | None = None
) -> list[Any]:
    """All items of a list, page by page."""
    items: list[Any] = []
    cursor: str | None = None
    while True:
        given = asked if cursor is None else {**asked, "cursor": cursor}
        answer = await client.get(path, params=given)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= int(asked["limit"])
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            return items
        assert len(page["items"]) == int(asked["limit"]), "only the last page may be short"
        if between:
            await between()


@pytest.mark.parametrize(("path", "asked"), LISTS)
async def test_small_pages_make_the_whole(client: httpx.AsyncClient, path: str, asked: dict[str, str]) -> None:
    whole = await pages(client, path, {**asked, "limit": "500"})
    assert whole
    assert await pages(client, path, {**asked, "limit": "1"}) == whole
    assert await pages(client, path, {**asked, "limit": "3"}) == whole
    exact = await client.get(path, params={**asked, "limit": str(len(whole))})
    assert exact.json()["next"] is None, "a page that holds all is the last"


async def test_the_limit_is_fifty_unless_told_otherwise(client: httpx.AsyncClient) -> None:
    assert len((await client.get("/v1/statements")).json()["items"]) == 50
    assert len((await client.get("/v1/statements?limit=500")).json()["items"]) == 99


def statement(id: str, day: int, about: str = "village", claimant: str = "paper") -> tuple[str, dict[str, Any]]:
    value = {"party": "east", "status": "control" if claimant == "paper" else "absent", "extent": "all"}
    row = {"id": id, "claimant": claimant, "about": about, "predicate": "territory", "value": value}
    return "statement", {**row, "time": f"2025-01-{day:02}", "stated": "2025-02-01", "text": "held"}


BASE: list[tuple[str, dict[str, Any]]] = [
    ("actor", {"id": "east", "kind": "state"}),
    ("actor", {"id": "paper"}),
    ("actor", {"id": "radio"}),
    *(("place", {"id": f"village-{number:02}"}) for number in range(10, 20)),
    ("place", {"id": "village"}),
    *(statement(f"s-{number:02}", 1 + number % 5) for number in range(10, 20)),
    *(statement(f"p-{number}", 9, f"village-{number}") for number in range(10, 20)),
    *(statement(f"r-{number}", 9, f"village-{number}", "radio") for number in range(10, 20)),
]


@pytest_asyncio.fixture
async def growing(empty: Graph, database: Database, registry: Registry) -> AsyncIterator[tuple[Any, Any]]:
    """The service, and a way to add rows while it is asked."""

    async def add(rows: list[tuple[str, dict[str, Any]]]) -> None:
        sourced = [SourcedRow(read_row(kind, row), "rows", None, place) for place, (kind, row) in enumerate(rows)]
        report = await Loader(empty, registry).load("rows", sha256(repr(rows).encode()).hexdigest(), sourced)
        assert not report.errors

    await add(BASE)
    app = create_app(database.settings, empty)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client,
    ):
        yield client, add


@pytest.mark.parametrize("path", ["/v1/statements?about=village", "/v1/timeline", "/v1/places", "/v1/disputes"])
async def test_what_is_written_between_two_pages_neither_repeats_nor_hides_items(
    growing: tuple[Any, Any], path: str
) -> None:
    client, add = growing
    asked = httpx.URL(path)
    path, parameters = asked.path, dict(asked.params)
    before = {item["id"] for item in await pages(client, path, {**parameters, "limit": "500"})}
    turn = 0

    async def write() -> None:
        """Rows at the beginning, in the middle and at the end of every list, and one more side to a dispute."""
        nonlocal turn
        turn += 1
        if turn > 6:
            return
        await add(
            [
                *(("place", {"id": f"{letter}-{turn}"}) for letter in ("a", "village-14", "z")),
                *(statement(f"{letter}-said-{turn}", turn % 6 + 1) for letter in ("a", "s-14", "z")),
                statement(f"x-{turn}", 9, f"a-{turn}"),
                statement(f"y-{turn}", 9, f"a-{turn}", "radio"),
            ]
        )

    items = await pages(client, path, {**parameters, "limit": "2"}, write)
    found = [item["id"] for item in items]
    assert turn > 3
    assert len(found) == len(set(found)), "nothing twice"
    assert before <= set(found), "nothing hidden"


async def test_a_dispute_that_goes_while_the_list_is_read_does_not_end_it(
    growing: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _ = growing
    before = [item["id"] for item in await pages(client, "/v1/disputes", {"limit": "500"})]
    gone = before[2]

    async def without(*asked: Any) -> list[Row]:
        return [row for row in await rows_of(*asked) if row["dispute"]["id"] != gone]

    monkeypatch.setitem(unwrap(disputes).__globals__, "rows_of", without)
    for limit in ("1", "2", "3"):
        found = [item["id"] for item in await pages(client, "/v1/disputes", {"limit": limit})]
        assert found == [id for id in before if id != gone]


async def test_the_link_to_the_next_page_leads_there_whatever_the_name(growing: tuple[Any, Any]) -> None:
    client, add = growing
    times = {"засідка": "2025-01-01", "бій": "2025-01-03", "кінець": "2025-01-05"}
    await add([("event", {"id": id, "name": f"{id} 100%", "time": time}) for id, time in times.items()])
    for name in ("кінець", "кінець 100%"):
        answer = await client.get(f"/v1/events/{quote(name)}/before?limit=1")
        assert answer.status_code == 200, answer.text
        rest = await client.get(answer.links["next"]["url"])
        found = [item["event"]["id"] for item in answer.json()["items"] + rest.json()["items"]]
        assert sorted(found) == ["бій", "засідка"]
