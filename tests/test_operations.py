"""What the service tells those who run it: its measures and its health."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from counterclaim import metrics
from counterclaim.app import create_app
from counterclaim.errors import DatabaseUnavailable
from counterclaim.graph import Graph, Transaction
from counterclaim.routes import health
from tests.conftest import Database
from tests.test_rest_problems import broken, check

OPERATIONS = (Path(__file__).parent.parent / "docs" / "operations.md").read_text(encoding="utf-8")

Measures = dict[tuple[str, frozenset[tuple[str, str]]], float]


async def measured(client: httpx.AsyncClient) -> Measures:
    """Every sample, by name and labels."""
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def of(measures: Measures, name: str, **labels: str) -> float:
    """One sample; what was never measured is zero."""
    return measures.get((f"counterclaim_{name}", frozenset(labels.items())), 0.0)


def test_the_docs_name_every_metric_and_no_other() -> None:
    named = set(re.findall(r"^\| `(counterclaim_[a-z_]+)`", OPERATIONS, re.MULTILINE))
    there = {
        family.name + ("_total" if family.type == "counter" else "") for m in metrics.METRICS for family in m.collect()
    }
    assert named == there


async def test_requests_are_measured_by_route_and_never_by_what_was_asked(client: httpx.AsyncClient) -> None:
    before = await measured(client)
    await client.get("/v1/places/berdin", params={"as_of": "2025-01-06"})
    await client.get("/v1/places/no-such-place")
    await client.get("/v1/events/events/before")
    await client.delete("/v1/places/berdin")
    await client.get("/browser/guide.md")
    for path in ("/v1/made-up", "/admin.php"):
        await client.get(path)
    await client.request("HACK", "/v1/places")
    await client.get("/v1/places", headers={"host": "evil.example"})
    after = await measured(client)
    grown = {
        tuple(labels[name] for name in ("method", "route", "status")): after[key] - before.get(key, 0)
        for key in after
        if key[0] == "counterclaim_request_seconds_count" and after[key] != before.get(key) and (labels := dict(key[1]))
    }
    assert grown.pop(("GET", "/metrics", "200")) == 1
    assert grown == {
        ("GET", "/v1/places/{id}", "200"): 1,
        ("GET", "/v1/places/{id}", "404"): 1,
        ("GET", "/v1/events/{id}/before", "404"): 1,
        ("DELETE", "/v1/places/{id}", "405"): 1,
        ("GET", "/browser/{name}", "200"): 1,
        ("GET", "other", "404"): 2,
        ("other", "/v1/places", "405"): 1,
        ("GET", "other", "421"): 1,
    }


async def test_every_route_is_measured_under_its_documented_name(client: httpx.AsyncClient) -> None:
    paths = httpx.Response(200, text=(await client.get("/openapi.json")).text).json()["paths"]
    for path in paths:
        await client.request("PATCH", re.sub(r"\{\w+\}", "x", path))
    measures = await measured(client)
    for path in paths:
        assert of(measures, "request_seconds_count", method="PATCH", route=path, status="405") > 0, path


async def test_queries_are_measured_by_name(client: httpx.AsyncClient) -> None:
    before = await measured(client)
    await client.get("/v1/places?limit=1")
    after = await measured(client)
    name = "query_seconds_count"
    assert of(after, name, query="places_listed") - of(before, name, query="places_listed") == 1
    assert of(after, "query_seconds_sum", query="places_listed") > of(
        before, "query_seconds_sum", query="places_listed"
    )
    assert of(after, "transactions_under_way", door="reader") == 0
    assert of(after, "driver_connections", door="reader", state="idle") > 0
    assert of(after, "driver_connections", door="reader", state="in_use") == 0


async def test_a_transaction_holds_a_connection_of_the_pool(empty: Graph) -> None:
    async def work(tx: Transaction) -> int:
        await tx.run("take_turn")
        return empty.connections()["writer", "in_use"]

    assert await empty.write("take_turn", work) == 1
    held = empty.connections()
    assert (held["writer", "in_use"], held["writer", "idle"] > 0) == (0, True)


async def test_a_transaction_under_way_is_counted() -> None:
    in_use = ("counterclaim_transactions_under_way", {"door": "reader"})
    before = REGISTRY.get_sample_value(*in_use) or 0
    with pytest.raises(DatabaseUnavailable), metrics.transaction("reader"):
        assert REGISTRY.get_sample_value(*in_use) == before + 1
        raise DatabaseUnavailable("gone")
    assert REGISTRY.get_sample_value(*in_use) == before


async def test_disputes_are_counted_by_grade(client: httpx.AsyncClient) -> None:
    listed = [item["grade"] for item in (await client.get("/v1/disputes?limit=500")).json()["items"]]
    measures = await measured(client)
    assert of(measures, "database_up") == 1
    for grade in ("contradiction", "possible", "tension"):
        assert of(measures, "disputes", grade=grade) == listed.count(grade)
    assert listed


@asynccontextmanager
async def serving(database: Database) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(database.settings, database.graph)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=60) as client,
    ):
        yield client


async def test_loads_are_measured_by_how_they_ended(
    empty: Graph, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    text = '{"row": "place", "id": "a", "name": "A"}\n{"row": "place"}\n'
    lines = {"content-type": "application/x-ndjson", "x-request-id": "load-1"}
    async with serving(database) as client:
        before = await measured(client)
        with caplog.at_level(logging.INFO, "counterclaim"):
            for question in ("?source=secret-name", "?dry_run=true", "?stop_on_error=true"):
                await client.post(f"/v1/loads{question}", content=text, headers=lines)
        after = await measured(client)
    for state in ("loaded", "checked", "stopped"):
        assert of(after, "loads_total", state=state) - of(before, "loads_total", state=state) == 1
    for outcome, rows in {"written": 1, "refused": 1, "unchanged": 0}.items():
        name = "load_rows_total"
        assert of(after, name, outcome=outcome) - of(before, name, outcome=outcome) == rows
    told = [record for record in caplog.records if record.message == "load"]
    assert [record.__dict__["state"] for record in told] == ["loaded", "checked", "stopped"]
    assert (told[0].__dict__["written"], told[0].__dict__["refused"]) == (1, 1)
    assert "secret-name" not in caplog.text


async def test_measures_are_answered_while_the_database_is_away() -> None:
    async with broken(DatabaseUnavailable("gone")) as client:
        measures = await measured(client)
        assert of(measures, "database_up") == 0
        assert not [name for name, _ in measures if name == "counterclaim_disputes"]


async def test_a_database_that_keeps_us_waiting_is_slow_and_not_away(monkeypatch: pytest.MonkeyPatch) -> None:
    async def late() -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(health, "PATIENCE", 0.05)
    async with broken(DatabaseUnavailable("gone")) as client:
        check(await client.get("/readyz"), 503, "database-unavailable")
    async with broken(late) as client:
        answer = await client.get("/readyz")
        check(answer, 503, "database-slow")
        assert int(answer.headers["retry-after"]) > 0
        assert of(await measured(client), "database_up") == 0
