"""Neo4j Browser as people use it, in Chromium: a link opens a query, our style colours it, guide and queries arrive.

Browser itself comes from a Neo4j container of its own, and connects to the database of each engine in turn. Screenshots
are kept in artefacts/.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Page, Route, async_playwright, expect
from testcontainers.community.neo4j import Neo4jContainer

from counterclaim.app import create_app
from counterclaim.browser_link import link
from counterclaim.engine import lease
from counterclaim.graph import Graph
from counterclaim.settings import Settings
from counterclaim_cypher import saved_queries, saved_queries_zip
from tests.command import one_engine
from tests.conftest import Database
from tests.engines import IMAGES, _docker
from tests.test_browser import rules, slides

pytestmark = pytest.mark.slow

ARTEFACTS = Path(__file__).parent.parent.parent / "artefacts"
LOCAL = ("localhost", "127.0.0.1")
QUERY = next(query for query in saved_queries() if query.name == "dispute_drawn")
DRAWN = {"Dispute": 1, "Place": 1, "Statement": 2, "Actor": 2, "Document": 2}
"""What the query finds in the Kursk dossier, by label."""
NODES = "circle.b-outline"
PATIENCE = 60_000
"""Milliseconds that anything may take on a busy machine."""


@dataclass(frozen=True, slots=True)
class Login:
    """What a person types into Browser's form."""

    address: str
    user: str
    password: str


@dataclass(frozen=True, slots=True)
class Browser:
    """A page of Chromium on Neo4j Browser, and the addresses that it needs."""

    page: Page
    home: str
    service: str

    async def connect(self, login: Login, text: str) -> None:
        """Open a link to a query, and log in."""
        await self.page.goto(link(self.home, text, address=login.address))
        await self.log_in(login)

    async def follow(self, address: str, login: Login) -> None:
        """Open another link; Browser may have forgotten the password, and asks for it again."""
        await self.page.goto(address)
        connected = self.page.locator("[data-testid='frame'] >> text=You are connected as")
        asked = self.page.locator('[data-testid="password"]')
        await expect(connected.or_(asked).first).to_be_visible()
        if await asked.is_visible():
            await self.log_in(login)

    async def log_in(self, login: Login) -> None:
        """Fill in the form and wait for the connection."""
        await self.page.fill('[data-testid="username"]', login.user)
        await self.page.fill('[data-testid="password"]', login.password)
        await self.page.click('[data-testid="connect"]')
        await self.page.wait_for_selector("[data-testid='frame'] >> text=Connected to")

    async def run(self, command: str) -> None:
        """Type a command and run it."""
        await self.page.click('[data-testid="activeEditor"]')
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.insert_text(command)
        await self.run_editor()

    async def run_editor(self) -> None:
        """Run what the editor holds."""
        await self.page.click('[data-testid="editor-Run"]')

    async def expect_drawn(self, *, styled: bool) -> None:
        """Wait until all nodes are drawn, in our colours or in none of them."""
        await expect(self.page.locator(NODES)).to_have_count(sum(DRAWN.values()))
        for label, count in DRAWN.items():
            ours = self.page.locator(f"{NODES}[fill='{rules()[f'node.{label}']['color']}']")
            await expect(ours).to_have_count(count if styled else 0)

    async def keep(self, name: str) -> None:
        """Keep a screenshot."""
        ARTEFACTS.mkdir(exist_ok=True)
        await self.page.screenshot(path=ARTEFACTS / name)


@pytest.fixture(scope="module")
def chromium() -> str:
    """Where Chromium is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found and _docker():
        return found
    reason = "needs Chromium, and Docker for Neo4j Browser"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def home(chromium: str) -> Iterator[str]:
    """The address of Neo4j Browser."""
    container = Neo4jContainer(IMAGES["neo4j-5.26"], password="not asked for").with_exposed_ports(7474)  # noqa: S106
    container.with_env("NEO4J_server_memory_heap_max__size", "300m")
    with container:
        yield f"http://localhost:{container.get_exposed_port(7474)}/browser/"


@asynccontextmanager
async def serving(database: Database, home: str) -> AsyncIterator[str]:
    """The service that ships, on a port; it knows the address of Browser."""
    settings = Settings.model_validate({**database.settings.model_dump(), "browser_url": home})
    server = uvicorn.Server(uvicorn.Config(create_app(settings, database.graph), port=0, log_level="warning"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        assert not task.done()
        await asyncio.sleep(0.05)
    try:
        yield f"http://localhost:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


@pytest_asyncio.fixture
async def browser(chromium: str, home: str, kursk: Graph, database: Database) -> AsyncIterator[Browser]:
    """A new profile of Chromium, that can reach this machine alone."""

    async def local(route: Route) -> None:
        host = urlsplit(route.request.url).hostname
        await (route.continue_() if host in LOCAL else route.abort())

    options = [] if os.geteuid() else ["--no-sandbox"]
    async with async_playwright() as playwright, serving(database, home) as service:
        running = await playwright.chromium.launch(executable_path=chromium, args=options)
        page = await running.new_page(viewport={"width": 1600, "height": 1000})
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        await page.route("**/*", local)
        yield Browser(page, home, service)
        await running.close()


@pytest.fixture
def login(engine: Settings) -> Iterator[Login]:
    """The way into the database; into the embedded engine, as the user who can only read."""
    if engine.neo4j_uri:
        assert engine.neo4j_password
        yield Login(engine.neo4j_uri, engine.neo4j_username, engine.neo4j_password.get_secret_value())
        return
    with lease(engine.home) as connection:
        yield Login(connection.uri, connection.reader.user, connection.reader.password)


async def test_a_linked_query_is_drawn_in_our_style(
    browser: Browser, login: Login, request: pytest.FixtureRequest
) -> None:
    await browser.connect(login, QUERY.text)
    await browser.run_editor()
    await browser.expect_drawn(styled=False)

    await browser.run(f":style {browser.service}/browser/counterclaim.grass")
    await browser.page.wait_for_selector("pre >> text=node.Dispute")
    await browser.expect_drawn(styled=True)

    await browser.run(":clear")
    await browser.run(QUERY.text)
    await browser.expect_drawn(styled=True)
    drawn = browser.page.locator('[data-testid="frameContents"]').first
    # Browser cuts the caption of an edge that it draws short; without our style it has no more than the type.
    located = re.compile("LOCATED_AT (part|outskirts|…)")
    for caption in ("Berdin", "territory", "CLAIMS", located, "located video shows."):
        await expect(drawn).to_contain_text(caption)
    await browser.keep(f"browser-{request.node.callspec.params['engine']}.png")


@one_engine
async def test_the_link_of_an_answer_draws_it(browser: Browser, login: Login) -> None:
    await browser.connect(login, "RETURN 1")
    async with httpx.AsyncClient(base_url=browser.service) as client:
        answer = await client.get("/v1/disputes?about=Berdin")
    await browser.follow(answer.links["alternate"]["url"], login)
    await expect(browser.page.locator("[data-testid='activeEditor']")).to_contain_text("berdin~territory")
    await browser.run_editor()
    await browser.expect_drawn(styled=False)


@one_engine
async def test_guide_and_saved_queries_arrive(browser: Browser, login: Login) -> None:
    page = browser.page
    await browser.connect(login, "RETURN 1")

    await browser.run(f":guide {browser.service}/browser/guide.md")
    drawer = page.locator("#guide-drawer")
    headings = [slide.strip().splitlines()[0].removeprefix("# ") for slide in slides()]
    for heading in headings:
        await expect(drawer.locator("h1")).to_have_text(heading)
        if heading != headings[-1]:
            await drawer.get_by_test_id("guideNextSlide").click()
    await drawer.locator("pre.runnable i").first.click()
    await page.wait_for_selector("[data-testid='frame'] >> text=kurakhove")

    await browser.run(f":play {browser.service}/browser/guide.html")
    await page.get_by_test_id("nextSlide").click()
    image = page.locator("[data-testid='frameContents'] img[alt^='Actors claim']")
    await expect(image).to_be_visible()
    assert await image.evaluate("image => image.naturalWidth") > 0
    await browser.keep("browser-guide.png")

    dropped = await page.evaluate_handle(
        """content => {
            const bytes = Uint8Array.from(atob(content), character => character.charCodeAt(0))
            const transfer = new DataTransfer()
            transfer.items.add(new File([bytes], "queries.zip", {type: "application/zip"}))
            return transfer
        }""",
        b64encode(saved_queries_zip()).decode(),
    )
    await page.dispatch_event('[data-testid="main"]', "drop", {"dataTransfer": dropped})
    await page.get_by_test_id("navigationFavorites").click()
    for folder in sorted({query.folder for query in saved_queries()}):
        await page.get_by_test_id(f"expandFolder-counterclaim/{folder}").click()
    for query in saved_queries():
        await expect(page.get_by_text(re.compile(f"^{re.escape(query.title)}$"))).to_be_visible()
    await browser.keep("browser-saved-queries.png")
