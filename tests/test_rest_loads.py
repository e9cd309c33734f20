"""Dossiers sent over REST, and the reports of their loads."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, MutableMapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import KURSK
from tests.test_rest_problems import check

ROWS = [
    {"row": "actor", "id": "east", "name": "East", "kind": "state"},
    {"row": "actor", "id": "paper", "name": "The Paper"},
    {"row": "actor", "id": "radio", "name": "The Radio"},
    {"row": "place", "id": "village", "name": "Village"},
    {
        "row": "statement",
        "id": "held",
        "claimant": "paper",
        "about": "village",
        "predicate": "territory",
        "value": {"party": "east", "status": "control", "extent": "all"},
        "time": "2025-01-05",
        "stated": "2025-01-05",
    },
    {
        "row": "statement",
        "id": "not-held",
        "claimant": "radio",
        "about": "village",
        "predicate": "territory",
        "value": {"party": "east", "status": "absent", "extent": "all"},
        "time": "2025-01-05",
        "stated": "2025-01-05",
    },
]


def lines(*rows: object) -> bytes:
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


async def send(client: httpx.AsyncClient, content: bytes, media: str, **parameters: str) -> httpx.Response:
    return await client.post("/v1/loads", content=content, params=parameters, headers={"content-type": media})


async def test_a_dossier_is_loaded_and_its_report_kept(fresh: httpx.AsyncClient) -> None:
    answer = await send(fresh, lines(*ROWS), "application/x-ndjson", source="village")
    assert answer.status_code == 200, answer.text
    report = answer.json()
    assert (report["source"], report["state"], report["rows"], report["written"]) == ("village", "loaded", 6, 6)
    kept = (await fresh.get(answer.headers["location"])).json()
    assert {**kept, "finished": None} == {**report, "finished": None}
    assert kept["finished"]
    (dispute,) = (await fresh.get("/v1/disputes?about=Village")).json()["items"]
    assert (dispute["grade"], dispute["complete"]) == ("contradiction", True)
    again = (await send(fresh, lines(*ROWS), "application/jsonl")).json()
    assert (again["id"], again["written"], again["unchanged"]) == (report["id"], 0, 6)


async def test_yaml_and_json_are_read_as_well(fresh: httpx.AsyncClient) -> None:
    yaml = b"dossier: 1\nactors:\n  - {id: east, name: East}\n"
    tree = {"dossier": 1, "places": [{"id": "village", "name": "Village"}]}
    assert (await send(fresh, yaml, "application/yaml; charset=utf-8")).json()["written"] == 1
    assert (await send(fresh, json.dumps(tree).encode(), "application/json")).json()["written"] == 1
    assert [place["id"] for place in (await fresh.get("/v1/places")).json()["items"]] == ["village"]
    assert [actor["id"] for actor in (await fresh.get("/v1/actors")).json()["items"]] == ["east"]


async def test_bad_rows_are_refused_and_listed_and_the_others_loaded(fresh: httpx.AsyncClient) -> None:
    bad = {"row": "statement", "id": "lost", "claimant": "nobody", "about": "village"}
    answer = await send(fresh, lines(*ROWS, bad), "application/x-ndjson")
    assert answer.status_code == 200
    report = answer.json()
    assert (report["state"], report["written"], report["refused"]) == ("loaded", 6, 1)
    (error,) = report["errors"]
    assert (error["code"], error["cell"], error["id"]) == ("dangling", "nobody", "lost")
    assert (await fresh.get(f"/v1/loads/{report['id']}")).json()["errors"] == [error]


async def test_an_id_that_can_not_be_written_is_a_bad_row_like_others(fresh: httpx.AsyncClient) -> None:
    report = (await send(fresh, lines(*ROWS, {"row": "actor", "id": "\ud800"}), "application/x-ndjson")).json()
    assert (report["written"], report["refused"]) == (6, 1)
    assert [error["code"] for error in report["errors"]] == ["invalid"]


async def test_a_dry_run_writes_nothing(fresh: httpx.AsyncClient) -> None:
    answer = await send(fresh, lines(*ROWS), "application/x-ndjson", dry_run="true")
    assert (answer.status_code, answer.json()["state"]) == (200, "checked")
    assert "location" not in answer.headers
    assert (await fresh.get("/v1/places")).json()["items"] == []


async def test_nothing_is_loaded_if_told_to_stop_at_an_error(fresh: httpx.AsyncClient) -> None:
    bad = {"row": "actor", "id": "west", "colour": "red"}
    answer = await send(fresh, lines(*ROWS, bad), "application/x-ndjson", stop_on_error="true")
    assert (answer.status_code, answer.json()["code"]) == (422, "load-refused")
    assert answer.json()["report"]["state"] == "stopped"
    assert (await fresh.get("/v1/places")).json()["items"] == []


@pytest.mark.parametrize(
    ("content", "media"),
    [(b"dossier: [", "application/yaml"), (b"{", "application/json"), (b"\xff", "application/json")],
)
async def test_what_is_no_dossier_is_refused(fresh: httpx.AsyncClient, content: bytes, media: str) -> None:
    answer = await send(fresh, content, media)
    report = check(answer, 422, "load-refused")["report"]
    assert report["errors"] and report["state"] == "stopped"
    check(await fresh.get(f"/v1/loads/{report['id']}"), 404, "not-found")


async def test_a_sender_who_goes_away_is_no_defect(fresh: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    messages: list[dict[str, Any]] = [{"type": "http.request", "body": b"dos", "more_body": True}]
    messages.append({"type": "http.disconnect"})
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return messages.pop(0)

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    transport = fresh._transport
    assert isinstance(transport, httpx.ASGITransport)
    headers = [(b"host", b"localhost"), (b"content-type", b"application/yaml")]
    scope = {"type": "http", "method": "POST", "path": "/v1/loads", "query_string": b"", "headers": headers}
    await transport.app(scope, receive, send)
    assert sent[0]["status"] == 400
    assert json.loads(sent[1]["body"])["code"] == "unfinished"
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
async def test_what_a_page_could_send_unasked_is_refused(fresh: httpx.AsyncClient, media: str) -> None:
    answer = await send(fresh, lines(*ROWS), media)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


async def test_a_dossier_that_is_too_large_is_refused(fresh: httpx.AsyncClient) -> None:
    answer = await send(fresh, b" " * 200_001, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b" " * 100_000

    unsaid = await fresh.post("/v1/loads", content=pieces(), headers={"content-type": "application/json"})
    assert (unsaid.status_code, unsaid.json()["code"]) == (413, "too-large")


async def test_a_file_is_not_opened(fresh: httpx.AsyncClient, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("short")
    dossier = {
        "dossier": 1,
        "documents": [{"id": "report", "file": str(secret)}],
        "actors": [{"id": "paper"}],
        "places": [{"id": "village"}],
        "statements": [
            {
                "id": "said",
                "claimant": "paper",
                "about": "village",
                "in": {"document": "report", "start": 0, "end": 1000},
                "stated": "2025-01-05",
            }
        ],
    }
    report = (await send(fresh, json.dumps(dossier).encode(), "application/json")).json()
    assert (report["refused"], report["written"]) == (0, 4), report["errors"]


async def test_questions_are_answered_while_a_load_runs(fresh: httpx.AsyncClient) -> None:
    load = asyncio.create_task(send(fresh, KURSK.read_bytes(), "application/yaml"))
    answered = 0
    while not load.done():
        assert (await fresh.get("/healthz")).status_code == 200
        assert (await fresh.get("/v1/disputes?about=Berdin")).status_code in (200, 404)
        answered += 1
        await asyncio.sleep(0.01)
    assert (await load).json()["written"] == 180
    assert answered > 2
    (dispute,) = (await fresh.get("/v1/disputes?about=Berdin")).json()["items"]
    assert dispute["complete"] is True


async def test_only_some_loads_may_wait(fresh: httpx.AsyncClient) -> None:
    sent = [send(fresh, lines(*ROWS, {"row": "place", "id": f"p{n}"}), "application/jsonl") for n in range(7)]
    answers = await asyncio.gather(*sent)
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200] * 4 + [503] * 3
    refused = next(answer for answer in answers if answer.status_code == 503)
    assert refused.json()["code"] == "too-many-loads"
    assert refused.headers["retry-after"]
    assert (await send(fresh, lines(*ROWS), "application/jsonl")).status_code == 200
