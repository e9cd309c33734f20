"""Cypher of the asker's own: what it answers, what it refuses, and that nothing gets through."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from counterclaim.graph import Graph, Transaction, read_only
from counterclaim.graph.graph import STATEMENTS
from counterclaim.graph.read_only import Table
from tests.command import one_engine
from tests.conftest import Database
from tests.hostile import HARMLESS, hostile
from tests.snapshots import snapshot
from tests.test_rest_problems import check

SECRET = "only the owner of this file may read this"  # noqa: S105
VOLATILE = {"lastRead", "readCount", "id", "state", "populationPercent"}


async def ask(client: httpx.AsyncClient, statement: str, **more: Any) -> httpx.Response:
    return await client.post("/v1/cypher", json={"statement": statement, **more})


async def rows(client: httpx.AsyncClient, statement: str, **more: Any) -> Any:
    answer = await ask(client, statement, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


async def test_rows_come_by_column_with_parameters(client: httpx.AsyncClient) -> None:
    answer = await ask(
        client,
        "MATCH (p:Place {id: $place.id}) UNWIND $numbers AS n RETURN p.name AS name, n ORDER BY n",
        parameters={"place": {"id": "berdin", "more": [None, True]}, "numbers": [2, 1.5]},
    )
    assert answer.status_code == 200, answer.text
    assert answer.json() == {
        "columns": ["name", "n"],
        "rows": [{"name": "Berdin", "n": 1.5}, {"name": "Berdin", "n": 2}],
        "truncated": False,
    }


async def test_nodes_edges_and_paths_have_a_plain_form(client: httpx.AsyncClient) -> None:
    (row,) = await rows(client, "MATCH p = (a:Place {id: 'berdin'})-[r:PART_OF]->(b) RETURN a, r, b, p, [a] AS l")
    a, r, b = row["a"], row["r"], row["b"]
    assert (a["labels"], a["properties"]["name"]) == (["Place"], "Berdin")
    assert (r["type"], r["from"], r["to"], r["properties"]) == ("PART_OF", a["element_id"], b["element_id"], {})
    assert row["p"] == {"nodes": [a, b], "edges": [r]}
    assert row["l"] == [a]


async def test_times_points_and_odd_numbers_have_a_plain_form(client: httpx.AsyncClient) -> None:
    statement = """
        RETURN date('2025-01-05') AS day, datetime('2025-01-05T10:00:00+03:00') AS instant,
          duration('P1Y2M3DT4.5S') AS span, point({longitude: 35.5, latitude: 51.5}) AS place,
          point({x: 1, y: 2, z: 3}) AS spot, 0.0 / 0.0 AS nan, -1.0 / 0.0 AS low, 9223372036854775807 AS large,
          {list: [1, {none: null}]} AS map, localdatetime('2025-01-05T10:00:00') AS local
    """
    (row,) = await rows(client, statement)
    assert row == {
        "day": "2025-01-05",
        "instant": "2025-01-05T10:00:00.000000000+03:00",
        "span": "P1Y2M3DT4.5S",
        "place": {"srid": 4326, "x": 35.5, "y": 51.5},
        "spot": {"srid": 9157, "x": 1.0, "y": 2.0, "z": 3.0},
        "nan": "NaN",
        "low": "-Infinity",
        "large": 2**63 - 1,
        "map": {"list": [1, {"none": None}]},
        "local": "2025-01-05T10:00:00.000000000",
    }


@pytest.mark.parametrize(("limit", "truncated"), [(2, True), (3, False)])
async def test_rows_beyond_the_limit_are_cut_and_said_to_be(
    client: httpx.AsyncClient, limit: int, truncated: bool
) -> None:
    question: dict[str, Any] = {"statement": "UNWIND range(1, 3) AS n RETURN n", "limit": limit}
    answer = await client.post("/v1/cypher", json=question, headers={"Accept": "application/x-ndjson"})
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["truncated"] == json.dumps(truncated)
    assert [json.loads(line) for line in answer.text.splitlines()] == [{"n": n} for n in range(1, limit + 1)]
    assert (await ask(client, **question)).json()["truncated"] is truncated


async def test_rows_are_fetched_no_further_than_needed(client: httpx.AsyncClient) -> None:
    answer = await ask(client, "UNWIND range(1, 400000) AS a UNWIND range(1, 400000) AS b RETURN a, b", limit=2)
    assert answer.json()["rows"] == [{"a": 1, "b": 1}, {"a": 1, "b": 2}]


async def test_an_answer_too_large_is_cut(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_only, "LARGEST", 1_000)
    answer = (
        await ask(client, "UNWIND range(1, 100) AS n RETURN reduce(s = '', i IN range(1, 400) | s + 'x') AS text")
    ).json()
    assert (len(answer["rows"]), answer["truncated"]) == (3, True)


async def test_words_alone_are_not_refused(client: httpx.AsyncClient) -> None:
    harmless = "RETURN 'LOAD CSV FROM; CREATE (n) DETACH DELETE n; CALL dbms.components()' AS words // DROP INDEX x"
    assert await rows(client, harmless) == [{"words": harmless[8:-26]}]
    assert await rows(client, "MATCH (n:Place {id: 'berdin'}) RETURN n.name AS `SET n.name = 1`") == [
        {"SET n.name = 1": "Berdin"}
    ]


async def test_what_reads_is_answered(client: httpx.AsyncClient) -> None:
    for statement in READING:
        answer = await ask(client, statement)
        assert answer.status_code == 200, (statement, answer.text)
        assert answer.json()["rows"], statement


READING = [
    "MATCH (n) RETURN count(*)",
    "MATCH (n) RETURN labels(n) AS labels, count(*) AS n ORDER BY n DESC SKIP 1 LIMIT 3",
    "MATCH (a:Actor) WHERE a.name STARTS WITH 'I' OR a.id IN ['isw', 'ukraine'] RETURN DISTINCT a.name",
    "MATCH (s:Statement) OPTIONAL MATCH (s)-[:WAS_DERIVED_FROM]->(d) WITH s, collect(d) AS ds RETURN s.id, size(ds)",
    "MATCH p = shortestPath((a:Actor {id: 'isw'})-[*..6]-(b:Place {id: 'berdin'})) RETURN length(p)",
    "MATCH (p:Place {id: 'berdin'})-[:PART_OF*0..3]->(q) RETURN q.id",
    "MATCH (p:Place {id: 'berdin'}) ((:Place)-[:PART_OF]->(:Place)){1,3} (q) RETURN q.id",
    "MATCH (p:Place) WHERE EXISTS { (p)<-[:ABOUT]-(:Statement) } RETURN p.id, COUNT { (p)<-[:ABOUT]-() } AS n",
    "MATCH (a:Actor) WHERE NOT (a)-[:CLAIMS]->() RETURN a.id AS id UNION MATCH (p:Place) RETURN p.id AS id",
    "MATCH (a:Actor) CALL (a) { MATCH (a)-[:CLAIMS]->(s) RETURN count(s) AS n } RETURN a.id, n ORDER BY n",
    "MATCH (a:Actor), (b:Actor) WHERE a.name = b.name RETURN a.id, b.id",
    "CALL db.labels()",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "/* who */ MATCH (a:Actor) // all\nRETURN a.name;",
]


async def test_nothing_hostile_gets_through(
    client: httpx.AsyncClient, kursk: Graph, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "secret.csv"
    file.write_text(f"{SECRET}\n")
    before = await everything(kursk, database)
    through = []
    async with listener() as (url, asked):
        statements = hostile(url, file.as_uri())
        parameters = {"url": url, "file": file.as_uri(), "write": "CREATE (:Planted)"}
        answers = await asyncio.gather(*(ask(client, statement, parameters=parameters) for statement in statements))
        for number, (statement, answer) in enumerate(zip(statements, answers, strict=True), 1):
            told = answer.json()
            if (answer.status_code, told.get("code")) not in {(403, "refused"), (422, "invalid-statement")}:
                harmless = number > len(statements) - len(HARMLESS) and told.get("rows") in HARMLESS
                through += [] if harmless else [(statement, answer.status_code, answer.text[:300])]
            assert SECRET not in answer.text
    assert len(set(statements)) >= 60
    assert not through, "\n".join(map(str, through))
    assert not asked
    assert await everything(kursk, database) == before


async def everything(graph: Graph, database: Database) -> Any:
    """The graph, its indexes and constraints, and the database's users."""

    async def look(transaction: Transaction) -> Any:
        found = []
        for statement in ("SHOW INDEXES", "SHOW CONSTRAINTS", "MATCH (n) RETURN labels(n) AS labels, count(*) AS n"):
            told = await transaction.rows(statement)
            found.append(sorted(str({key: row[key] for key in row.keys() - VOLATILE}) for row in told))
        return found

    users = database.settings.home / "arcadedb" / "config" / "server-users.jsonl"
    if graph.capabilities.read_mode_enforced:
        async with graph._doors.writer.session(database="system") as session:
            known: Any = await (await session.run("SHOW USERS")).data()
    else:
        known = users.read_text()
    return await snapshot(graph), await graph.write("look", look), known


@asynccontextmanager
async def listener() -> AsyncIterator[tuple[str, list[bytes]]]:
    """An address that the database could reach, and what it was asked for there."""
    asked: list[bytes] = []

    async def note(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nx\n")
        await writer.drain()
        writer.close()

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing; the host's own address on the way out
        host = probe.getsockname()[0]
    server = await asyncio.start_server(note, host, 0)
    async with server:
        yield f"http://{host}:{server.sockets[0].getsockname()[1]}/x.csv", asked


async def test_the_listener_would_have_been_asked(kursk: Graph) -> None:
    if not kursk.capabilities.read_mode_enforced:
        pytest.skip("the embedded engine's writer may not load either")

    async def load(transaction: Transaction) -> Any:
        return await transaction.rows("LOAD CSV FROM $url AS line RETURN line", {"url": url})

    async with listener() as (url, asked):
        assert await kursk.write("load", load) == [{"line": ["x"]}]
    assert asked


async def test_a_statement_leaves_nothing_behind_for_the_next(client: httpx.AsyncClient) -> None:
    for statement in ("START TRANSACTION", "SESSION CLOSE", "COMMIT", "UNWIND range(1, 9) AS n RETURN n"):
        await ask(client, statement, limit=1)
    assert await rows(client, "RETURN 1 AS x") == [{"x": 1}]
    assert (await client.get("/v1/disputes?about=Berdin")).status_code == 200


async def test_a_statement_that_takes_long_is_stopped(
    client: httpx.AsyncClient, kursk: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kursk, "timeout", 0.5)
    monkeypatch.setattr(read_only, "GRACE", 0.5)
    endless = "UNWIND range(1, 400000) AS a UNWIND range(1, 400000) AS b WITH a, b WHERE a * b < 0 RETURN count(*) AS n"
    check(await ask(client, endless), 504, "database-timeout")
    monkeypatch.undo()
    assert await rows(client, "RETURN 1 AS x") == [{"x": 1}]


async def test_a_value_that_can_not_be_told_is_explained(client: httpx.AsyncClient) -> None:
    nested = "RETURN reduce(a = $x, i IN range(1, 1500) | [a]) AS r"
    check(await ask(client, nested, parameters={"x": 1}), 422, "invalid-statement")
    assert await rows(client, "RETURN 1 AS x") == [{"x": 1}]


async def test_a_date_before_the_common_era_is_explained(client: httpx.AsyncClient, kursk: Graph) -> None:
    if not kursk.capabilities.read_mode_enforced:
        pytest.skip("the embedded engine answers dates as texts")
    check(await ask(client, "RETURN date('-0044-03-15') AS ides"), 422, "invalid-statement")
    assert await rows(client, "RETURN toString(date('-0044-03-15')) AS ides") == [{"ides": "-0044-03-15"}]


@one_engine
async def test_a_few_statements_run_at_once_and_the_rest_wait(
    client: httpx.AsyncClient, kursk: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, done = [], asyncio.Event()

    async def held(*_: Any, **__: Any) -> Table:
        running.append("one more")
        await done.wait()
        return Table([], [], truncated=False)

    monkeypatch.setattr("counterclaim.graph.graph.answered", held)
    asked = [asyncio.create_task(ask(client, "RETURN 1")) for _ in range(STATEMENTS + 3)]
    assert (await client.get("/v1/places/berdin")).status_code == 200
    assert len(running) == STATEMENTS
    with monkeypatch.context() as impatient:
        impatient.setattr(kursk, "timeout", 0.1)
        check(await ask(client, "RETURN 1"), 503, "database-slow")
    done.set()
    assert {answer.status_code for answer in await asyncio.gather(*asked)} == {200}
    assert len(running) == STATEMENTS + 3


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("RETRN 1", "Invalid input 'RETRN'"),
        ("MATCH (n)\nRETURN m", "Variable `m` not defined at line 2, column 8."),
        ("RETURN m", "Variable `m` not defined at line 1, column 8."),
        ("RETURN $nothing AS x", "Expected parameter(s): nothing."),
        ("RETURN 1 / 0 AS x", "/ by zero."),
        ("CALL no.such() YIELD x RETURN x", "no procedure with the name `no.such`"),
    ],
)
async def test_a_statement_that_is_wrong_is_explained(
    client: httpx.AsyncClient, kursk: Graph, statement: str, said: str
) -> None:
    answer = await ask(client, statement)
    if "no.such" in statement and not kursk.capabilities.read_mode_enforced:
        check(answer, 403, "refused")
        return
    problem = check(answer, 422, "invalid-statement")
    assert problem["remedy"]
    if kursk.capabilities.read_mode_enforced:
        assert said in problem["detail"]
    else:
        assert "Neo.ClientError.Statement." in problem["detail"]


async def test_a_refusal_says_why(client: httpx.AsyncClient) -> None:
    problem = check(await ask(client, "CALL dbms.components() YIELD name RETURN name"), 403, "refused")
    assert problem["detail"] == "The statement was not run: it calls dbms.components."
    assert "db.labels" in problem["remedy"]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "body.statement"),
        ({"statement": ""}, "body.statement"),
        ({"statement": 1}, "body.statement"),
        ({"statement": "RETURN 1 AS x", "limit": 0}, "body.limit"),
        ({"statement": "RETURN 1 AS x", "limit": 10_001}, "body.limit"),
        ({"statement": "RETURN 1 AS x", "parameters": [1]}, "body.parameters"),
        ({"statement": "RETURN 1 AS x", "query": "x"}, "body.query"),
        ([], "body"),
    ],
)
async def test_a_body_that_is_wrong_is_told_where(client: httpx.AsyncClient, body: Any, where: str) -> None:
    problem = check(await client.post("/v1/cypher", json=body), 422, "invalid")
    assert [fault["where"] for fault in problem["errors"]] == [where]


@pytest.mark.parametrize(
    "body",
    [
        b'{"statement": "RETURN $x AS x", "parameters": {"x": 9223372036854775808}}',
        b'{"statement": "RETURN $x AS x", "parameters": {"x": "\\ud800"}}',
        b'{"statement": "RETURN \'\\ud800\' AS x"}',
        b'{"statement": "RETURN $x AS x", "parameters": ' + b'{"x":' * 5_000 + b"1" + b"}" * 5_001,
        b'{"statement": ',
        b"\xff",
        b"",
    ],
)
async def test_a_body_that_no_database_takes_is_refused(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/v1/cypher", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422, answer.text


async def test_only_json_of_some_size_is_taken(client: httpx.AsyncClient) -> None:
    text = {"Content-Type": "text/plain"}
    plain = await client.post("/v1/cypher", content=b'{"statement": "RETURN 1"}', headers=text)
    check(plain, 415, "unsupported-media-type")
    check(await ask(client, f"RETURN '{'x' * 1_000_000}' AS x"), 413, "too-large")
    assert (await client.get("/v1/cypher")).status_code == 405
