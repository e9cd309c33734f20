"""Search: by full text where the engine has it, else by contains; what both must find, and in which order."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from counterclaim.answers import SearchPage
from counterclaim.app import create_app
from counterclaim.graph import Graph
from counterclaim.loading.load import Loader
from counterclaim.models import read_row
from counterclaim.names import searchable
from counterclaim.predicates import Registry
from counterclaim.queries import InvalidQuestion, search
from counterclaim.queries.search import excerpt, full_text
from counterclaim_loaders import SourcedRow
from tests.conftest import Database
from tests.snapshots import wipe

TEXTS = {
    "s-held": "Ukraine held Kurakhove through the night.",
    "s-lost": "Kurakhove was lost, and with it three T-72 tanks.",
    "s-cyrillic": "Сили відступили з Курахового до Куп’янська.",
    "s-interview": "Herr Muller said that Kyiv had been told.",
    "s-long": "Nothing new. " * 30 + "Then a column of armoured vehicles reached Kupiansk. " + "Nothing new. " * 30,
    "s-hundred": "100% of it, R&D included: $5 — and (perhaps) more.",
}

SAID = {"claimant": "paper", "about": "kurakhove", "predicate": "text"}

ROWS: list[tuple[str, dict[str, Any]]] = [
    ("actor", {"id": "muller", "name": "Jürgen Müller", "aliases": ["Мюллер"]}),
    ("actor", {"id": "paper", "name": "The Paper"}),
    ("place", {"id": "kurakhove", "name": "Kurakhove", "aliases": ["Kurakhovo", "Курахове"]}),
    ("place", {"id": "kupiansk", "name": "Kup'iansk", "aliases": ["Куп'янськ"]}),
    ("place", {"id": "kyiv", "name": "Kyïv"}),
    ("place", {"id": "nameless"}),
    ("event", {"id": "tanks", "name": "Loss of three T-72 tanks at Kurakhove"}),
    ("document", {"id": "report", "title": "Kurakhove: a report", "published": "2025-01-06"}),
    *(("statement", {"id": id, "text": text, **SAID}) for id, text in TEXTS.items()),
    ("statement", {"id": "s-lost", "in": "report", **SAID}),
]


async def load(graph: Graph, registry: Registry, rows: list[tuple[str, dict[str, Any]]]) -> None:
    sourced = [SourcedRow(read_row(kind, row), "rows", None, place) for place, (kind, row) in enumerate(rows)]
    report = await Loader(graph, registry).load("rows", searchable(repr(rows)), sourced)
    assert not report.errors


@pytest_asyncio.fixture
async def village(database: Database, registry: Registry) -> Graph:
    """A small graph of names that are spelt in many ways, to read from."""
    if database.holds != "village":
        await wipe(database.graph)
        await load(database.graph, registry, ROWS)
        database.holds = "village"
    return database.graph


async def found(graph: Graph, registry: Registry, q: str, **asked: Any) -> list[str]:
    """The ids of what is found on one page."""
    return [hit.id for hit in (await search(graph, registry, q, limit=500, **asked)).items]


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("Kurakhovo", {"kurakhove"}),
        ("КУРАХОВЕ", {"kurakhove"}),
        ("Курахов", {"kurakhove", "s-cyrillic"}),
        ("kurákh", {"kurakhove", "tanks", "report", "s-held", "s-lost"}),
        ("Kyiv", {"kyiv", "s-interview"}),
        ("KYÏV", {"kyiv", "s-interview"}),
        ("Müller", {"muller", "s-interview"}),
        ("muller jurgen", {"muller"}),
        ("мюллер", {"muller"}),
        ("Kup’iansk", {"kupiansk", "s-long"}),
        ("Kupiansk", {"kupiansk", "s-long"}),
        ("Купʼянськ", {"kupiansk", "s-cyrillic"}),
        ("T-72", {"tanks", "s-lost"}),
        ("tanks lost kurakhove", {"s-lost"}),
        ("lost, tanks!", {"s-lost"}),
        ("R&D", {"s-hundred"}),
        ("NOT", {"s-long"}),
        ("kurakhove nowhere", set()),
    ],
)
async def test_words_are_found_however_they_are_spelt(
    village: Graph, registry: Registry, asked: str, there: set[str]
) -> None:
    ids = await found(village, registry, asked)
    assert sorted(ids) == sorted(there)


HOSTILE = [
    "foo~ AND (",
    "kurakhove OR",
    "NOT kurakhove",
    "name:* *:* search:[a TO z]",
    'kurakhove^9 +-&&||!(){}[]^"~*?:\\/',
    '"] OR ["a" TO "z"',
    "\\u0022 \\",
    "held\x00 night",
    "a " * 100,
    "z" * 200,
    "ab" * 50 + " c-d" * 20,
]


@pytest.mark.parametrize("asked", HOSTILE)
async def test_nothing_in_a_search_is_syntax(village: Graph, registry: Registry, asked: str) -> None:
    """Whatever stands beside the words parts them, and words such as AND are looked for like others."""
    plain = " ".join(searchable(word) for word in asked.split())
    assert await found(village, registry, asked) == await found(village, registry, plain)
    assert set(full_text([searchable(asked)])) <= set(searchable(asked)) | set(' +(*["TO]^3)')


@pytest.mark.parametrize("asked", ["*", '"', "\\", "( ) - ~", "", " ", "’", "🙂"])
async def test_a_search_without_words_is_refused(empty: Graph, registry: Registry, asked: str) -> None:
    with pytest.raises(InvalidQuestion, match="no word"):
        await search(empty, registry, asked)


async def test_a_search_too_long_is_refused(empty: Graph, registry: Registry) -> None:
    with pytest.raises(InvalidQuestion, match="too long"):
        await search(empty, registry, "a" * 201)


async def pages(graph: Graph, registry: Registry, q: str, limit: int) -> AsyncIterator[SearchPage]:
    cursor: str | None = None
    while True:
        page = await search(graph, registry, q, limit=limit, cursor=cursor)
        yield page
        cursor = page.next
        if cursor is None:
            return


@pytest.mark.parametrize("limit", [1, 2, 5])
async def test_pages_have_each_thing_once_in_one_order(village: Graph, registry: Registry, limit: int) -> None:
    whole = await search(village, registry, "kurakhov", limit=500)
    assert len(whole.items) == 5
    paged = [page async for page in pages(village, registry, "kurakhov", limit)]
    assert [hit for page in paged for hit in page.items] == whole.items
    assert {page.method for page in paged} == {whole.method}


async def test_the_method_and_the_order_are_those_of_the_engine(village: Graph, registry: Registry) -> None:
    page = await search(village, registry, "kurakhove")
    hits = [(hit.kind, hit.id) for hit in page.items]
    if not village.capabilities.fulltext:
        assert page.method == "contains"
        assert hits[:3] == [("place", "kurakhove"), ("event", "tanks"), ("document", "report")]
        assert all(hit.score is None for hit in page.items)
        return
    assert page.method == "fulltext"
    scores = [hit.score for hit in page.items if hit.score is not None]
    assert len(scores) == len(hits)
    assert scores == sorted(scores, reverse=True)
    assert hits[0] == ("place", "kurakhove"), "names come before long texts"
    by_whole = await search(village, registry, "muller")
    by_beginning = await search(village, registry, "mulle")
    assert by_whole.items[0].score == 4 * (by_beginning.items[0].score or 0)


async def test_what_is_written_between_two_pages_moves_nothing(empty: Graph, registry: Registry) -> None:
    """Even by full text: the score of a hit depends on nothing but itself."""
    await load(empty, registry, ROWS)
    before = (await search(empty, registry, "kurakhov")).items
    seen = []
    async for page in pages(empty, registry, "kurakhov", 1):
        seen += page.items
        more = [("place", {"id": f"{letter}{len(seen)}", "name": "Kurakhove " * len(seen)}) for letter in "az"]
        if len(seen) < 4:
            await load(empty, registry, more)
    assert [hit for hit in seen if hit in before] == before
    assert len({hit.id for hit in seen}) == len(seen)


async def test_statements_are_found_as_known_then(village: Graph, registry: Registry) -> None:
    """The document came out on 6 January; the other statements are known since they were loaded."""
    names = {"kurakhove", "tanks", "report"}
    for moment, known in (("2025-01-05", set()), ("2025-01-06", {"s-lost"})):
        assert set(await found(village, registry, "kurakhove", as_of=moment)) == names | known
    assert set(await found(village, registry, "kurakhove")) == names | {"s-lost", "s-held"}


async def test_the_snippet_shows_the_word(village: Graph, registry: Registry) -> None:
    snippets = {hit.id: hit.snippet for hit in (await search(village, registry, "kup’iansk")).items}
    assert snippets["kupiansk"] == "Kup'iansk"
    assert "reached Kupiansk." in snippets["s-long"]
    assert snippets["s-long"].startswith("… ")
    assert snippets["s-long"].endswith(" …")
    assert len(snippets["s-long"]) <= 204


def test_the_snippet_is_found_among_many_words_and_a_long_text() -> None:
    text = "ab " * 6_000 + "the Kurakhove road"
    shown = excerpt(text, ["zz", "kurakhove", *(chr(ordinal) * 3 for ordinal in range(97, 123))])
    assert "Kurakhove" in shown and len(shown) < 300


def test_the_snippet_begins_at_a_word_rather_than_within_one() -> None:
    text = "Ukraine said so. " + "Nothing new. " * 30 + "Rain fell at night."
    assert "Rain fell" in excerpt(text, ["rain"])
    assert excerpt(text, ["kraine"]).startswith("Ukraine")


async def test_a_name_is_shown_in_the_spelling_that_was_asked(village: Graph, registry: Registry) -> None:
    for asked in ("Kurakhove", "Kurakhovo", "Курахове"):
        hits = (await search(village, registry, asked)).items
        assert [hit.snippet for hit in hits if hit.id == "kurakhove"] == [asked]
        assert [hit.name for hit in hits if hit.id == "kurakhove"] == ["Kurakhove"]


async def test_statements_are_narrowed_by_the_same_words(village: Graph, database: Database) -> None:
    app = create_app(database.settings, village)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client,
    ):
        for asked, there in (("Купʼянськ", "s-cyrillic"), ("T-72", "s-lost"), ("müller", "s-interview")):
            answer = await client.get("/v1/statements", params={"q": asked})
            assert [one["id"] for one in answer.json()["items"]] == [there]
