"""What Neo4j Browser is given: saved queries, style sheet, guide, and the routes that serve them."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from html import unescape
from importlib import resources
from pathlib import Path
from zipfile import ZipFile

import httpx
import neo4j
import pytest
import pytest_asyncio

from counterclaim.app import create_app
from counterclaim.graph import Graph
from counterclaim.settings import Settings
from counterclaim_cypher import CypherFileError, migrations, queries, saved_queries, saved_queries_zip
from counterclaim_cypher.saved_queries import read_saved_query

BROWSER = resources.files("counterclaim_cypher").joinpath("browser")
STYLE = BROWSER.joinpath("counterclaim.grass").read_text(encoding="utf-8")
MARKDOWN = BROWSER.joinpath("guide.md").read_text(encoding="utf-8")
HTML = BROWSER.joinpath("guide.html").read_text(encoding="utf-8")
PAGE = (Path(__file__).parent.parent / "docs" / "browser.md").read_text(encoding="utf-8")
ASSETS = ("counterclaim.grass", "guide.md", "guide.html", "queries.zip")
ORIGIN = {"Origin": "http://localhost:7474"}

LABEL = re.compile(r"\(\w*:([A-Z]\w+)")
TYPE = re.compile(r"\[\w*:([A-Z_|]+)")


def schema() -> tuple[set[str], set[str]]:
    """The labels and relationship types that the project's Cypher names."""
    texts = [query.text for query in queries().values()]
    texts += [step.text for migration in migrations() for step in migration.steps]
    labels = {label for text in texts for label in LABEL.findall(text)}
    types = {kind for text in texts for kinds in TYPE.findall(text) for kind in kinds.split("|")}
    return labels, types


def rules() -> dict[str, dict[str, str]]:
    """The style sheet by selector, read as Browser reads it: it knows no comments, and a colon only between the two."""
    found = {}
    for selector, body in re.findall(r"([^{}]+)\{((?:'[^']*'|[^{}'])*)\}", STYLE):
        pairs = [line.split(":") for line in body.split(";") if line.strip()]
        assert all(len(pair) == 2 for pair in pairs), selector
        found[selector.strip()] = {key.strip(): value.strip().strip("'") for key, value in pairs}
    return found


def slides() -> list[str]:
    return MARKDOWN.split("\n---\n")


class TestSavedQueries:
    """The files, and the zip of them."""

    def test_there_are_many_in_folders_with_titles_of_their_own(self) -> None:
        found = saved_queries()
        assert len(found) >= 15
        assert {query.folder for query in found} == {
            "disputes",
            "evidence",
            "operations",
            "places",
            "sources",
            "timeline",
        }
        titles = [query.title for query in found]
        assert len(set(titles)) == len(titles)
        assert all(len(title) <= 30 for title in titles), "Browser's list shows no more"

    def test_the_page_about_browser_lists_them(self) -> None:
        rows = re.findall(r"^\| (\w+) \| (.*) \|$", PAGE[PAGE.index("<!-- saved queries -->") :], re.MULTILINE)
        listed = {(folder, title) for folder, titles in rows[1:] for title in titles.split("; ")}
        assert listed == {
            (query.folder, query.title + (" *drawn*" if "\n// Drawn" in query.text else ""))
            for query in saved_queries()
        }

    @pytest.mark.parametrize("text", ["", "MATCH (n) RETURN n", "//\nMATCH (n) RETURN n", "// A title", "// A\n// B\n"])
    def test_one_without_title_or_statement_is_refused(self, text: str) -> None:
        with pytest.raises(CypherFileError, match=re.escape("disputes/one.cypher")):
            read_saved_query("disputes", "one.cypher", text)

    def test_the_zip_holds_each_under_its_folder(self) -> None:
        with ZipFile(io.BytesIO(saved_queries_zip())) as archive:
            assert archive.testzip() is None
            held = {name: archive.read(name).decode() for name in archive.namelist()}
        assert held == {
            f"counterclaim/{query.folder}/{query.name}.cypher": query.text + "\n" for query in saved_queries()
        }

    def test_the_zip_is_the_same_each_time(self) -> None:
        assert saved_queries_zip.__wrapped__() == saved_queries_zip()
        with ZipFile(io.BytesIO(saved_queries_zip())) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    @pytest.mark.parametrize("name", [f"{query.folder}/{query.name}" for query in saved_queries()])
    async def test_each_runs_and_finds_something_in_the_dossier(self, kursk: Graph, name: str) -> None:
        [query] = [query for query in saved_queries() if f"{query.folder}/{query.name}" == name]
        async with kursk._doors.reader.session(
            database=kursk.database,
            default_access_mode=neo4j.READ_ACCESS,
            notifications_min_severity=neo4j.NotificationMinimumSeverity.INFORMATION,
        ) as session:
            explained = await (await session.run(f"EXPLAIN {query.text}")).consume()
            result = await session.run(query.text)
            rows = [record async for record in result]
            summary = await result.consume()
        assert explained.plan
        assert rows
        assert any(value not in (None, [], 0) for row in rows for value in row.values())
        drawn = any(isinstance(value, neo4j.graph.Path) for row in rows for value in row.values())
        assert drawn == ("\n// Drawn" in query.text)
        told = [status.status_description for status in summary.gql_status_objects if status.is_notification]
        assert not told
        if kursk.capabilities.engine == "neo4j":
            assert summary.query_type == "r"


class TestStyle:
    """The style sheet."""

    def test_every_label_and_type_has_its_rule_and_nothing_else(self) -> None:
        labels, types = schema()
        selectors = {f"node.{label}" for label in labels} | {f"relationship.{kind}" for kind in types}
        assert rules().keys() == selectors | {"node", "relationship"}

    def test_every_rule_gives_colour_and_caption(self) -> None:
        for selector, rule in rules().items():
            assert re.fullmatch(r"#[0-9A-F]{6}", rule["color"]), selector
            assert rule.get("caption") or selector == "node", selector

    def test_labels_of_the_dossier_have_colours_of_their_own(self) -> None:
        colours = [rules()[f"node.{kind}"]["color"] for kind in ("Dispute", "Statement", "Actor", "Place", "Event")]
        assert len(set(colours)) == len(colours)

    async def test_captions_name_properties_that_are_there(self, kursk: Graph) -> None:
        for selector, rule in rules().items():
            tag, _, name = selector.partition(".")
            if not name:
                continue
            pattern = f"(x:{name})" if tag == "node" else f"()-[x:{name}]->()"
            async with kursk._doors.reader.session(database=kursk.database) as session:
                result = await session.run(f"MATCH {pattern} UNWIND keys(x) AS key RETURN DISTINCT key")
                held = {record["key"] async for record in result}
            asked = set(re.findall(r"\{(\w+)\}", rule.get("caption", "")))
            assert asked <= held, selector


class TestGuide:
    """The guide, in the two forms that Browser takes."""

    def test_its_queries_are_saved_queries(self) -> None:
        saved = {query.text for query in saved_queries()}
        shown = re.findall(r"```cypher\n(.*?)\n```", MARKDOWN, re.DOTALL)
        assert len(shown) > 8
        assert [text for text in shown if text not in saved] == [
            ":style http://localhost:8000/browser/counterclaim.grass"
        ]

    def test_both_forms_have_the_same_slides_and_queries(self) -> None:
        pages = re.findall(r"<slide.*?</slide>", HTML, re.DOTALL)
        for text, page in zip(slides(), pages, strict=True):
            heading = re.search(r"<h3>(.*)</h3>", page)
            assert heading
            assert text.strip().splitlines()[0] == f"# {unescape(heading[1])}"
            shown = [unescape(found) for found in re.findall(r'<pre class="runnable">(.*?)</pre>', page, re.DOTALL)]
            queries = re.findall(r"```cypher\n(.*?)\n```", text, re.DOTALL)
            assert shown == [query for query in queries if not query.startswith(":")]

    def test_both_forms_say_the_same(self) -> None:
        def words(text: str) -> list[str]:
            return re.findall(r"\w+", re.sub(r"\]\(\S+?\)", "]", text).replace("---|---", "").replace("```cypher", ""))

        page = re.sub(r"<title>.*</title>|<img[^>]*>", "", HTML)
        assert words(unescape(re.sub(r"<[^>]+>", " ", page))) == words(MARKDOWN)

    def test_it_names_all_labels_and_types_and_no_others(self) -> None:
        labels, types = schema()
        told = set(re.findall(r"`([A-Z]\w+)`", MARKDOWN))
        assert told == labels | types

    def test_its_images_need_no_other_host(self) -> None:
        sources = re.findall(r'src="([^"]*)"', HTML)
        assert sources
        assert all(source.startswith("data:image/svg+xml,") for source in sources)
        assert "![" not in MARKDOWN

    @pytest.mark.parametrize("text", [MARKDOWN, HTML], ids=["markdown", "html"])
    def test_browser_takes_nothing_out_of_it(self, text: str) -> None:
        """Browser removes scripts and what looks like an event handler, `on... = ...`, also where it is none."""
        assert not re.search(r"""\s+(on[^\s=]+)[^\s=]*\s*=\s*("[^"]*"|'[^']*'|[\w\-.:]+\s*)""", text, re.IGNORECASE)
        assert "<script" not in text
        assert "javascript:" not in text


@pytest_asyncio.fixture
async def asking() -> AsyncIterator[httpx.AsyncClient]:
    """The service that ships, with no database behind it."""
    app = create_app(Settings())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost:8000") as client:
        yield client


class TestRoutes:
    """The files over HTTP."""

    @pytest.mark.parametrize(
        ("name", "media_type"),
        [*zip(ASSETS, ("text/plain", "text/markdown", "text/html", "application/zip"), strict=True)],
    )
    async def test_a_file_is_served_to_every_origin(
        self, asking: httpx.AsyncClient, name: str, media_type: str
    ) -> None:
        answer = await asking.get(f"/browser/{name}", headers=ORIGIN)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["content-type"].split(";")[0] == media_type
        assert answer.headers["x-content-type-options"] == "nosniff"
        expected = saved_queries_zip() if name == "queries.zip" else BROWSER.joinpath(name).read_bytes()
        assert answer.content == expected

    @pytest.mark.parametrize("name", ASSETS)
    async def test_a_file_that_the_asker_has_is_not_sent_again(self, asking: httpx.AsyncClient, name: str) -> None:
        first = await asking.get(f"/browser/{name}")
        assert first.headers["cache-control"] == "no-cache"
        again = await asking.get(f"/browser/{name}", headers=ORIGIN | {"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["access-control-allow-origin"] == "*"
        other = await asking.get(f"/browser/{name}", headers={"If-None-Match": '"other"'})
        assert other.status_code == 200

    @pytest.mark.parametrize("name", ASSETS)
    @pytest.mark.parametrize("headers", ["pragma,cache-control", "cache-control,pragma,sentry-trace", ""])
    async def test_the_preflight_lets_browser_ask(self, asking: httpx.AsyncClient, name: str, headers: str) -> None:
        sent = ORIGIN | {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": headers}
        answer = await asking.options(f"/browser/{name}", headers=sent)
        assert (answer.status_code, answer.content) == (204, b"")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["access-control-allow-headers"] == "*"
        assert answer.headers["access-control-allow-methods"] == "GET"
        assert "access-control-allow-credentials" not in answer.headers

    @pytest.mark.parametrize("method", ["GET", "OPTIONS"])
    @pytest.mark.parametrize("name", ["other.grass", "..%2Freader.py", "queries", "queries%2Fdisputes"])
    async def test_nothing_else_is_served(self, asking: httpx.AsyncClient, method: str, name: str) -> None:
        answer = await asking.request(method, f"/browser/{name}", headers=ORIGIN)
        assert answer.status_code == 404
        assert "access-control-allow-origin" not in answer.headers

    async def test_other_routes_stay_closed_to_other_origins(self, asking: httpx.AsyncClient) -> None:
        sent = ORIGIN | {"Access-Control-Request-Method": "GET"}
        for answer in (
            await asking.options("/v1/disputes", headers=sent),
            await asking.get("/healthz", headers=ORIGIN),
            await asking.post("/browser/guide.md", headers=ORIGIN),
        ):
            assert "access-control-allow-origin" not in answer.headers
