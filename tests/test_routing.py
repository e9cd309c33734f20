"""The same over neo4j://, where the driver asks the server for the way: load, ask, export."""

from __future__ import annotations

import json

import httpx
import pytest
import pytest_asyncio

from counterclaim.app import create_app
from counterclaim.settings import Settings
from tests.command import Command
from tests.conftest import KURSK, Database
from tests.snapshots import wipe


@pytest_asyncio.fixture
async def routed(database: Database) -> Settings:
    """The engine's settings with a routing address, and nothing in its graph."""
    address = database.settings.neo4j_uri or ""
    if not address.startswith("bolt://"):
        pytest.skip("the embedded engine is one server, and routes nobody")
    await wipe(database.graph)
    database.holds = "something"
    return database.settings.model_copy(update={"neo4j_uri": address.replace("bolt://", "neo4j://")})


def test_a_dossier_is_loaded_asked_about_and_exported(routed: Settings) -> None:
    command = Command(routed)
    loaded = command("load", str(KURSK))
    assert loaded.status == 0, loaded.err
    found = command("disputes", "--about", "Berdin", "--json")
    assert [one["id"] for one in json.loads(found.out)["items"]] == ["berdin~territory"]
    exported = command("export")
    assert command("load", str(KURSK)).status == 0
    assert command("export").out == exported.out


async def test_the_service_answers_and_reads_what_it_wrote(routed: Settings) -> None:
    app = create_app(routed)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost", timeout=60) as client,
    ):
        media = {"content-type": "application/yaml"}
        loaded = await client.post("/v1/loads", content=KURSK.read_bytes(), headers=media)
        assert loaded.json()["state"] == "loaded", loaded.text
        seen = {"bookmark": loaded.headers["bookmark"]}
        (dispute,) = (await client.get("/v1/disputes?about=Berdin", headers=seen)).json()["items"]
        assert (await client.get(f"/v1/disputes/{dispute['id']}")).json()["pairs"]["total"] > 0
        for path in (
            "/readyz",
            "/v1/statements",
            "/v1/timeline?about=Berdin",
            "/v1/places/berdin",
            "/v1/search?q=kursk",
        ):
            assert (await client.get(path)).status_code == 200, path
