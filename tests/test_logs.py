"""The log of the service: one line a request, and never a credential."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import secrets
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from pydantic import SecretStr, ValidationError

from counterclaim import logs
from counterclaim.cli.running import Status
from counterclaim.connect import open_graph
from counterclaim.engine.record import Folder, read_record
from counterclaim.errors import CounterclaimError, DatabaseDenied, DatabaseUnavailable
from counterclaim.settings import Settings
from tests.command import Command
from tests.conftest import Database
from tests.test_rest_problems import broken

SECRET = secrets.token_hex(12)


class Stream(io.StringIO):
    """Standard error, a terminal or not."""

    terminal = False

    def isatty(self) -> bool:
        """Whether it is one."""
        return self.terminal

    def lines(self) -> list[dict[str, Any]]:
        """What was logged as JSON."""
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, afterwards as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield root
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def stream(root: logging.Logger, monkeypatch: pytest.MonkeyPatch) -> Stream:
    """Where the service logs to, everything down to what the driver says of each message."""
    stream = Stream()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.set_up()
    root.setLevel(logging.DEBUG)
    return stream


async def test_a_request_is_one_line_with_its_id_and_without_its_question(
    client: httpx.AsyncClient, stream: Stream
) -> None:
    headers = {"x-request-id": "trace-1", "authorization": f"Bearer {SECRET}"}
    await client.get(f"/v1/places/berdin?as_of=2025-01-06&unknown={SECRET}", headers=headers)
    (line,) = [line for line in stream.lines() if line["event"] == "request"]
    assert line.pop("seconds") > 0
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "counterclaim",
        "request_id": "trace-1",
        "method": "GET",
        "route": "/v1/places/{id}",
        "status": 422,
    }


async def test_what_the_driver_says_during_a_request_bears_its_id(client: httpx.AsyncClient, stream: Stream) -> None:
    await asyncio.gather(*(client.get("/v1/places", headers={"x-request-id": f"trace-{n}"}) for n in range(3)))
    driver = [line["request_id"] for line in stream.lines() if line["logger"].startswith("neo4j")]
    assert set(driver) == {"trace-0", "trace-1", "trace-2"}


async def test_a_defect_is_logged_with_its_traceback(stream: Stream) -> None:
    async with broken(RuntimeError("out of order")) as client:
        await client.get("/v1/disputes", headers={"x-request-id": "lost-1", "authorization": SECRET})
    (line,) = [line for line in stream.lines() if line["level"] == "error"]
    assert line["request_id"] == "lost-1"
    assert "RuntimeError: out of order" in line["exception"]
    assert SECRET not in stream.getvalue()


async def test_a_database_that_is_away_is_logged_with_its_cause(stream: Stream) -> None:
    error = DatabaseUnavailable("gone")
    error.__cause__ = OSError("connection refused")
    async with broken(error) as client:
        await client.get("/v1/disputes")
    (line,) = [line for line in stream.lines() if line["level"] == "warning"]
    assert (line["code"], line["cause"]) == ("database-unavailable", "connection refused")
    assert line["request_id"]


async def test_at_a_terminal_it_is_for_people(root: logging.Logger, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream()
    stream.terminal = True
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("NO_COLOR", "1")
    logs.set_up()
    async with broken(_with_a_secret_at_hand) as client:
        await client.get("/v1/disputes", headers={"x-request-id": "lost-2"})
    text = stream.getvalue()
    assert "RuntimeError: out of order" in text
    assert "request_id=lost-2" in text and "status=500" in text
    assert SECRET not in text
    assert not text.startswith("{")


async def _with_a_secret_at_hand(*_: Any, **__: Any) -> None:
    """A defect in a function that has a password among its variables."""
    password = SECRET
    if password:
        raise RuntimeError("out of order")


async def test_no_log_and_no_error_shows_a_password(database: Database, stream: Stream) -> None:
    settings = database.settings
    given = settings.model_copy(update={"neo4j_password": SecretStr(SECRET)})
    if settings.neo4j_uri is None:
        record = read_record(Folder(settings.home))
        assert record is not None and record.connection is not None
        given = given.model_copy(update={"neo4j_uri": record.connection.uri})
    nowhere = given.model_copy(update={"neo4j_uri": "bolt://127.0.0.1:1"})
    errors: list[CounterclaimError] = []
    for wrong, kind in ((given, DatabaseDenied), (nowhere, DatabaseUnavailable)):
        with pytest.raises(kind) as raised:
            async with open_graph(wrong):
                pass
        errors.append(raised.value)
        logging.getLogger("counterclaim").error("It failed.", exc_info=raised.value)
    async with open_graph(settings) as graph:
        await graph.verify()
    assert "LOGON" in stream.getvalue() or "HELLO" in stream.getvalue()
    for secret in secrets_of(settings):
        assert secret not in stream.getvalue()
        assert not [error for error in errors if secret in f"{error!r} {error} {error.__cause__!r}"]


def secrets_of(settings: Settings) -> list[str]:
    """The passwords that are in use, the right ones and the wrong one."""
    found = [SECRET]
    if settings.neo4j_password:
        found.append(settings.neo4j_password.get_secret_value())
    elif (record := read_record(Folder(settings.home))) and record.connection:
        found += [record.connection.writer.password, record.reader.password]
    return found


@pytest.mark.parametrize("address", ["bolt://neo4j:{}@localhost:7687", "neo4j+s://{}@host", "neo4j:{}@host"])
def test_an_address_with_credentials_is_refused_and_not_shown(nowhere: Command, address: str) -> None:
    uri = address.format(SECRET)
    ended = nowhere("disputes", NEO4J_URI=uri)
    assert ended.status == Status.USAGE
    assert ended.err.startswith("counterclaim: NEO4J_URI: An address bears no user and no password: give them in")
    assert SECRET not in ended.out + ended.err
    with pytest.raises(ValidationError) as raised:
        Settings(neo4j_uri=uri)
    assert SECRET not in str(raised.value)


def test_commands_leave_the_logs_of_their_caller_alone(nowhere: Command, root: logging.Logger) -> None:
    before = root.handlers[:], root.level
    assert nowhere("check", "examples/kursk-2025-01/dossier.yaml").status == Status.OK
    assert (root.handlers, root.level) == before
