"""What the service answers when it can't answer: the status that comes over HTTP, and the problem that explains it."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from unittest.mock import AsyncMock

import httpx
import pytest

from counterclaim import envelope
from counterclaim.app import create_app
from counterclaim.envelope import allowed_hosts
from counterclaim.errors import (
    CounterclaimError,
    DatabaseBehind,
    DatabaseBusy,
    DatabaseDenied,
    DatabaseError,
    DatabaseSlow,
    DatabaseTimeout,
    DatabaseUnavailable,
    DatabaseUntrusted,
    EngineError,
    EngineStuck,
)
from counterclaim.graph import Capabilities, Graph
from counterclaim.migrate import MigrationError
from counterclaim.queries.cursors import write_cursor
from counterclaim.settings import Settings
from counterclaim_cypher import migrations

LISTS = ["disputes", "statements", "timeline", "events", "places", "actors", "documents"]


def check(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """A problem of this status and code, whole."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["type"] == f"urn:counterclaim:problem:{code}"
    assert body["instance"] == answer.request.url.path
    assert body["request_id"] == answer.headers["x-request-id"]
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize(
    "path",
    [
        "/v1/nothing",
        "/",
        "/v1/disputes/none~territory",
        "/v1/statements/none",
        "/v1/events/none",
        "/v1/places/none",
        "/v1/actors/none",
        "/v1/documents/none",
        "/v1/loads/none",
        "/v1/statements?about=none",
        "/v1/compare?a=isw-berdin-presence&b=none",
    ],
)
async def test_what_is_not_there_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    check(await client.get(path), 404, "not-found")


async def test_a_name_that_was_mistyped_is_answered_with_names_like_it(client: httpx.AsyncClient) -> None:
    body = check(await client.get("/v1/disputes?about=Berdim"), 404, "not-found")
    assert body["suggestions"] == ["berdin"]
    assert body["remedy"] == "Did you mean berdin?"


async def test_a_thing_of_another_kind_is_named(client: httpx.AsyncClient) -> None:
    body = check(await client.get("/v1/statements?claimant=Berdin"), 404, "not-found")
    assert body["detail"] == "'Berdin' is no actor, but the place berdin."


async def test_a_name_that_fits_several_things_is_answered_with_the_candidates(client: httpx.AsyncClient) -> None:
    body = check(await client.get("/v1/disputes?about=Russia"), 409, "ambiguous")
    assert body["candidates"] == [
        {"id": "country-russia", "name": "Russia", "kind": "place"},
        {"id": "russia", "name": "Russia", "kind": "actor"},
    ]
    assert (await client.get("/v1/disputes?about=country-russia")).status_code == 200
    assert (await client.get("/v1/disputes?actor=Russia")).status_code == 200


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%F0%9F%92%A5",
        "bnVsbA",
        write_cursor("places", ["a"]),
        write_cursor("disputes", ["a", "b"]),
        write_cursor("disputes", [2**70, "b"]),
        write_cursor("disputes", [1]),
        urlsafe_b64encode(b'[1,"disputes",1,"\\ud800"]').decode(),
        write_cursor("disputes", [True, "b"]),
    ],
)
async def test_a_cursor_of_elsewhere_is_refused(client: httpx.AsyncClient, cursor: str) -> None:
    check(await client.get(f"/v1/disputes?cursor={cursor}"), 400, "invalid-cursor")


async def test_a_cursor_between_two_lists_is_refused(client: httpx.AsyncClient) -> None:
    for cursor in (write_cursor("before", ["perhaps", 0, ""]), write_cursor("after", ["certainly", 0, ""])):
        check(await client.get(f"/v1/events/kursk-push/before?cursor={cursor}"), 400, "invalid-cursor")
    check(await client.get(f"/v1/search?q=x&cursor={write_cursor('search', [9, ''])}"), 400, "invalid-cursor")


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("/v1/disputes?abut=Berdin", "query.abut"),
        ("/v1/disputes?limit=0", "query.limit"),
        ("/v1/disputes?limit=501", "query.limit"),
        ("/v1/disputes?limit=many", "query.limit"),
        ("/v1/disputes?within=perhaps", "query.within"),
        ("/v1/disputes?within=true", "query.within"),
        ("/v1/statements?within=true", "query.within"),
        ("/v1/events?within=true&about=", "query.within"),
        ("/v1/timeline?within=true", "query.within"),
        ("/v1/disputes?grade=grave", "query.grade.0"),
        ("/v1/disputes?as_of=2025-13", "query.as_of"),
        ("/v1/disputes?as_of=2025-01-05T10:00", "query.as_of"),
        ("/v1/statements?from=yesterday", "query.from"),
        ("/v1/statements?certainty=sure", "query.certainty.0"),
        (f"/v1/statements?q={'x' * 201}", "query.q"),
        ("/v1/compare?a=isw-berdin-presence", "query.b"),
        ("/v1/search", "query.q"),
        ("/v1/events/kursk-push?limit=1", "query.limit"),
        ("/v1/actors?kind=ghost", "query.kind"),
        ("/v1/loads/x?as_of=2025", "query.as_of"),
        (f"/v1/places/{'x' * 1001}", "path.id"),
    ],
)
async def test_a_wrong_or_unknown_parameter_is_named(client: httpx.AsyncClient, question: str, where: str) -> None:
    body = check(await client.get(question), 422, "invalid")
    assert where in [error["where"] for error in body["errors"]]
    assert all(error["message"] for error in body["errors"])


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("/v1/disputes?from=2025-01-06&to=2025-01-05", "invalid-question"),
        ("/v1/disputes?as_of=2025-01-05/..", "invalid-question"),
        ("/v1/disputes?between=isw", "invalid-question"),
        ("/v1/disputes?between=isw,tass,trump", "invalid-question"),
        ("/v1/disputes?grade=agreement", "invalid-question"),
        ("/v1/statements?q=%CC%81", "invalid-question"),
        ("/v1/statements?predicate=weather", "unknown-predicate"),
        ("/v1/disputes?predicate=weather", "unknown-predicate"),
    ],
)
async def test_a_question_that_makes_no_sense_is_refused(client: httpx.AsyncClient, question: str, code: str) -> None:
    body = check(await client.get(question), 422, code)
    assert body["remedy"]


async def test_what_was_left_empty_is_not_given(client: httpx.AsyncClient) -> None:
    plain = await client.get("/v1/disputes?about=Berdin")
    empty = await client.get("/v1/disputes?about=Berdin&grade=&predicate=&actor=&between=&from=&to=&as_of=&cursor=")
    assert (empty.status_code, empty.json()) == (200, plain.json())


async def test_a_method_that_a_route_lacks_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/v1/disputes")
    check(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize("accept", ["text/html", "application/xml;q=1", "application/json;q=0", "nonsense"])
async def test_a_form_that_is_not_at_hand_is_refused(client: httpx.AsyncClient, accept: str) -> None:
    check(await client.get("/v1/places", headers={"accept": accept}), 406, "not-acceptable")


async def test_lines_are_only_for_lists(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/places/berdin", headers={"accept": "application/x-ndjson"})
    check(answer, 406, "not-acceptable")


@pytest.mark.parametrize("path", LISTS)
async def test_a_list_comes_as_lines_where_that_is_asked_for(client: httpx.AsyncClient, path: str) -> None:
    plain = await client.get(f"/v1/{path}?limit=1", headers={"accept": "*/*;q=0.1, application/json"})
    page = plain.json()
    lines = await client.get(f"/v1/{path}?limit=1", headers={"accept": "application/x-ndjson, */*;q=0.1"})
    assert lines.headers["content-type"].startswith("application/x-ndjson")
    assert lines.headers["complete"] == "true"
    assert [httpx.Response(200, text=line).json() for line in lines.text.splitlines()] == page["items"]
    link = lines.headers["link"]
    assert link.endswith('; rel="next"')
    following = await client.get(link[1 : link.index(">")])
    assert following.json() == (await client.get(f"/v1/{path}?limit=1&cursor={page['next']}")).json()


async def test_every_answer_has_an_id_and_headers_for_browsers(client: httpx.AsyncClient) -> None:
    for path in ("/v1/places", "/v1/nothing", "/healthz", "/openapi.json"):
        answer = await client.get(path)
        assert len(answer.headers["x-request-id"]) == 32
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers
    for given, kept in (("trace-1.a_B", True), ("x" * 101, False), ("a b", False), ("<script>", False)):
        answer = await client.get("/healthz", headers={"x-request-id": given})
        assert (answer.headers["x-request-id"] == given) is kept


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "192.168.0.1:8000", ""])
async def test_a_page_elsewhere_can_not_borrow_the_address(client: httpx.AsyncClient, host: str) -> None:
    check(await client.get("/v1/places", headers={"host": host}), 421, "misdirected")


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LocalHost"])
async def test_the_service_answers_by_its_own_names(client: httpx.AsyncClient, host: str) -> None:
    assert (await client.get("/healthz", headers={"host": host})).status_code == 200


def test_a_service_for_others_answers_by_any_name() -> None:
    assert allowed_hosts("0.0.0.0") is None  # noqa: S104
    assert allowed_hosts("192.168.0.7") is None


def test_a_service_for_others_answers_by_the_names_it_is_given() -> None:
    allowed = allowed_hosts("0.0.0.0", "Archive.example, 192.168.0.7")  # noqa: S104
    assert allowed is not None
    assert {"archive.example", "192.168.0.7", "localhost", "127.0.0.1"} <= allowed
    assert "evil.example" not in allowed


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST", "127.0.0.1", "127.1", "127.0.1.1", "::1", "::ffff:127.0.0.1"]
)
def test_a_service_on_loopback_answers_by_its_own_names_however_it_is_written(host: str) -> None:
    allowed = allowed_hosts(host)
    assert allowed is not None
    assert "localhost" in allowed and "evil.example" not in allowed


@asynccontextmanager
async def broken(error: Exception | Callable[[], Any]) -> AsyncIterator[httpx.AsyncClient]:
    """The service on a graph that raises whatever is asked, or does something else."""
    graph = AsyncMock(spec=Graph, capabilities=Capabilities("none", False, False, False))
    graph.connections = lambda: {}
    graph.read.return_value = [{"id": one.version, "checksum": one.checksum} for one in migrations()]
    app = create_app(Settings(), graph)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://localhost") as client,
    ):
        graph.answer.side_effect = graph.verify.side_effect = error
        yield client


@pytest.mark.parametrize(
    ("error", "status", "passing"),
    [
        (DatabaseUnavailable("gone"), 503, True),
        (DatabaseBusy("busy"), 503, True),
        (DatabaseBehind("behind"), 503, True),
        (DatabaseSlow("slow"), 503, True),
        (DatabaseUntrusted("untrusted"), 503, False),
        (DatabaseDenied("denied"), 503, False),
        (MigrationError("migration"), 503, False),
        (EngineError("engine"), 503, False),
        (EngineStuck("stuck"), 503, True),
        (DatabaseTimeout("slow"), 504, False),
        (DatabaseError("other"), 500, False),
    ],
)
async def test_a_database_that_is_away_is_told_from_one_that_waiting_does_not_bring(
    error: CounterclaimError, status: int, passing: bool
) -> None:
    async with broken(error) as client:
        for path in ("/v1/disputes", "/v1/search?q=x", "/readyz"):
            answer = await client.get(path)
            check(answer, status, error.code)
            assert ("retry-after" in answer.headers) is passing
        assert (await client.get("/healthz")).status_code == 200


async def test_an_error_of_our_own_tells_nothing_but_its_id(monkeypatch: pytest.MonkeyPatch) -> None:
    logged: list[tuple[object, ...]] = []
    monkeypatch.setattr(envelope.log, "exception", lambda *told: logged.append(told))
    async with broken(RuntimeError("a secret")) as client:
        answer = await client.get("/v1/disputes", headers={"x-request-id": "lost-1"})
        check(answer, 500, "internal")
        assert "secret" not in answer.text
        ((_, *told),) = logged
        assert told == ["lost-1", "GET", "/v1/disputes"]


async def test_the_service_is_ready_when_its_database_answers(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).json() == {"status": "ok"}
    assert (await client.get("/readyz")).json() == {"status": "ready"}
