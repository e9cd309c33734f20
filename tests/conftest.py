"""How the tests come by a graph.

One engine of each kind a run (`engine`), started when the first test needs it. A test asks for `empty`, a graph with
nothing in it, or for `kursk`, which holds the Kursk dossier and is only read. What a test needs is made before it and
not cleaned up after it: the dossier is loaded again only when another test has written in between. With `make test`
the engines work side by side, each in a process of pytest-xdist.
"""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import hypothesis
import pytest
import pytest_asyncio
from fastapi import FastAPI

from counterclaim.app import create_app
from counterclaim.connect import open_graph
from counterclaim.graph import Graph
from counterclaim.loading.load import Loader
from counterclaim.migrate import migrate
from counterclaim.predicates import Registry, load_registry
from counterclaim.settings import Settings
from counterclaim_loaders import content_digest, read
from tests.command import ROOT, Command
from tests.engines import IMAGES, names, running
from tests.snapshots import is_empty, wipe

# How long an example takes depends on what else the machine does.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

KURSK = Path(__file__).parent.parent / "examples" / "kursk-2025-01" / "dossier.yaml"


@dataclass(slots=True)
class Database:
    """A connected engine, and what its graph holds."""

    settings: Settings
    graph: Graph
    holds: str


class Whole:
    """Fails a run in which a test was skipped on Neo4j: it lacks nothing that a test needs."""

    def __init__(self) -> None:
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a skip; with pytest-xdist the reports of all processes come here, too."""
        if report.skipped and dict(report.user_properties).get("engine") in IMAGES:
            self.skipped.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn success into failure."""
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say why."""
        if self.skipped:
            terminalreporter.section("skipped on Neo4j, which fails a whole run", red=True)
            terminalreporter.write_line("\n".join(sorted(self.skipped)))


def pytest_configure(config: pytest.Config) -> None:
    """Let tests interrupt commands: what a shell runs in the background begins with Ctrl-C ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if os.environ.get("CI"):
        config.pluginmanager.register(Whole())


@pytest.hookimpl(tryfirst=True)  # before the hook of pytest-xdist, which reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of one engine in one process, those that only read first: so the dossier is loaded seldom."""
    items.sort(key=lambda item: "empty" in getattr(item, "fixturenames", ()))
    for item in items:
        parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        if "engine" in parameters:
            item.add_marker(pytest.mark.xdist_group(parameters["engine"]))
            item.user_properties.append(("engine", parameters["engine"]))


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The built-in predicates."""
    return load_registry()


@pytest.fixture(scope="session", params=names())
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The settings of each engine in turn."""
    with running(request.param, tmp_path_factory.mktemp("engine")) as settings:
        yield settings


@pytest_asyncio.fixture(scope="session")
async def database(engine: Settings) -> AsyncIterator[Database]:
    """The engine's database, migrated; refuses one that somebody else's data is in."""
    async with open_graph(engine) as graph:
        if not await is_empty(graph):
            pytest.exit("The database at NEO4J_URI is not empty, and the tests would delete what is in it.")
        await migrate(graph)
        yield Database(engine, graph, "unknown")
        await wipe(graph)


@pytest_asyncio.fixture
async def empty(database: Database) -> Graph:
    """A graph with nothing in it, to write to."""
    await wipe(database.graph)
    database.holds = "something"
    return database.graph


@pytest_asyncio.fixture
async def kursk(database: Database, registry: Registry) -> Graph:
    """A graph that holds the Kursk dossier, to read from."""
    if database.holds != "kursk":
        await wipe(database.graph)
        report = await Loader(database.graph, registry).load("kursk", content_digest(KURSK), read(KURSK))
        assert not report.errors
        database.holds = "kursk"
    return database.graph


@pytest_asyncio.fixture(scope="session")
async def service(database: Database) -> AsyncIterator[FastAPI]:
    """The service that ships."""
    app = create_app(database.settings, database.graph)
    async with app.router.lifespan_context(app):
        yield app


@pytest_asyncio.fixture
async def client(kursk: Graph, service: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Asks the service about the Kursk dossier."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(service), base_url="http://localhost") as asking:
        yield asking


@pytest_asyncio.fixture
async def fresh(empty: Graph, database: Database) -> AsyncIterator[httpx.AsyncClient]:
    """The service on an empty graph."""
    app = create_app(database.settings.model_copy(update={"upload_limit": 200_000}), empty)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost", timeout=60) as client,
    ):
        yield client


@pytest.fixture
def command(database: Database, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line on the engine, in the repository's folder."""
    monkeypatch.chdir(ROOT)
    return Command(database.settings)


@pytest.fixture
def nowhere(tmp_path: Path) -> Command:
    """The command line with an embedded engine that was never started."""
    return Command(Settings(neo4j_uri=None, home=tmp_path / "home"))
