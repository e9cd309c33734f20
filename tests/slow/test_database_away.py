"""The database goes away under the running service, is slow, and comes back: `counterclaim serve` as people run it."""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from testcontainers.community.neo4j import Neo4jContainer

from bench.generated import rows
from counterclaim.settings import Settings
from tests.command import ROOT, environment
from tests.embedded import kill, pid_of, within
from tests.engines import IMAGES, QUICK
from tests.slow.test_compose import docker, free_ports

__all__ = ["docker"]

pytestmark = pytest.mark.slow

KURSK = ROOT / "examples" / "kursk-2025-01" / "dossier.yaml"
QUESTION = "/v1/disputes?about=Kursk+oblast&within=true"
STATEMENTS, TOPICS = 4_000, 100
BATCH_WRITTEN = re.compile(r'query_seconds_count\{query="write_load"\} ([2-9]|\d\d)')
"""A second transaction has come to its checkpoint, so that the first is committed."""
SERVE = "from counterclaim.cli import main; main()"


@dataclass(slots=True)
class Serving:
    """The service as a process of its own; `ended`: the exit status that it has when the test is over."""

    process: subprocess.Popen[str]
    client: httpx.Client
    log: Path
    ended: int | None = None

    def answers(self, path: str, status: int = 200, code: str | None = None) -> bool:
        """Whether a question is answered with this status and code."""
        answer = self.client.get(path)
        return answer.status_code == status and (code is None or answer.json()["code"] == code)

    def refuses(self, answer: httpx.Response, code: str = "database-unavailable") -> None:
        """A clear 503."""
        assert answer.status_code == 503, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert int(answer.headers["retry-after"]) > 0
        assert answer.json()["code"] == code

    def load(self, content: bytes, media_type: str) -> httpx.Response:
        """Send a dossier."""
        return self.client.post("/v1/loads", content=content, headers={"content-type": media_type})

    def measures(self) -> str:
        """What Prometheus is told."""
        return self.client.get("/metrics").raise_for_status().text

    def lines(self) -> list[dict[str, Any]]:
        """The log."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@contextmanager
def serving(settings: Settings, folder: Path) -> Iterator[Serving]:
    """`counterclaim serve` on a free port, until the block ends; its log is JSON to the end and shows no password."""
    log = folder / "log"
    environ = {key: value for key, value in {**os.environ, **environment(settings)}.items() if value is not None}
    with log.open("w") as stderr:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", SERVE, "serve", "--port", "0"],
            env=environ,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            cwd=ROOT,
        )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().partition(" at ")[2].partition(",")[0]
        assert address, log.read_text()
        with httpx.Client(base_url=address, timeout=300, trust_env=False) as client:
            service = Serving(process, client, log)
            yield service
            assert process.poll() == service.ended
            assert service.lines()
            if settings.neo4j_password:
                assert settings.neo4j_password.get_secret_value() not in log.read_text()
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture(scope="module")
def container(docker: str) -> Iterator[Neo4jContainer]:  # noqa: F811
    """Neo4j on a port that stays the same when it is stopped and started."""
    (port,) = free_ports(1)
    container = Neo4jContainer(IMAGES["neo4j-5.26"], password=secrets.token_hex(12)).with_bind_ports(7687, port)
    for name, value in QUICK.items():
        container.with_env(name, value)
    with container:
        yield container


@pytest.fixture
def on_neo4j(container: Neo4jContainer, tmp_path: Path) -> Iterator[Serving]:
    """The service on Neo4j."""
    settings = Settings(
        neo4j_uri=container.get_connection_url(), neo4j_password=SecretStr(container.password), home=tmp_path
    )
    with serving(settings, tmp_path) as service:
        yield service


@pytest.fixture
def on_embedded(tmp_path: Path) -> Iterator[Serving]:
    """The service on the embedded engine."""
    with serving(Settings(neo4j_uri=None, home=tmp_path / "home"), tmp_path) as service:
        yield service


@pytest.fixture(scope="module")
def large() -> bytes:
    """A dossier that takes some seconds to load."""
    return "".join(f"{json.dumps(row)}\n" for row in rows(STATEMENTS, TOPICS)).encode()


def test_stopped_and_started_again(container: Neo4jContainer, on_neo4j: Serving) -> None:
    assert on_neo4j.load(KURSK.read_bytes(), "application/yaml").status_code == 200
    before = on_neo4j.client.get(QUESTION).json()
    assert before["items"]
    docker = container.get_wrapped_container()

    docker.stop()
    on_neo4j.refuses(on_neo4j.client.get(QUESTION))
    on_neo4j.refuses(on_neo4j.client.get("/readyz"))
    on_neo4j.refuses(on_neo4j.load(KURSK.read_bytes(), "application/yaml"))
    assert on_neo4j.answers("/healthz")
    assert "counterclaim_database_up 0.0" in on_neo4j.measures()
    assert 'counterclaim_loads_total{state="failed"} 1.0' in on_neo4j.measures()

    docker.start()
    assert within(120, lambda: on_neo4j.answers("/readyz"))
    assert on_neo4j.client.get(QUESTION).json() == before
    assert "counterclaim_database_up 1.0" in on_neo4j.measures()
    refused = [line for line in on_neo4j.lines() if line.get("code") == "database-unavailable"]
    assert all(line["cause"] and line["request_id"] for line in refused)
    assert len(refused) >= 3


def test_slow_is_told_from_away(container: Neo4jContainer, on_neo4j: Serving) -> None:
    assert within(120, lambda: on_neo4j.answers("/readyz"))
    docker = container.get_wrapped_container()
    docker.pause()
    try:
        for _ in range(2):  # over a connection that was open, and over a new one
            on_neo4j.refuses(on_neo4j.client.get("/readyz"), "database-slow")
        assert "counterclaim_database_up 0.0" in on_neo4j.measures()
        assert on_neo4j.answers("/healthz")
    finally:
        docker.unpause()
    assert within(30, lambda: on_neo4j.answers("/readyz"))


def test_a_load_under_way_is_finished_by_the_same_load(
    container: Neo4jContainer, on_neo4j: Serving, large: bytes
) -> None:
    docker = container.get_wrapped_container()
    finished_by_the_same(on_neo4j, large, docker.kill, docker.start)


def finished_by_the_same(service: Serving, dossier: bytes, end: Any, start: Any) -> None:
    """A load whose database is killed ends with a clear error, and the same load again does the rest."""
    with ThreadPoolExecutor() as pool:
        sent = pool.submit(service.load, dossier, "application/x-ndjson")
        assert within(60, lambda: bool(BATCH_WRITTEN.search(service.measures())))
        assert not sent.done()
        end()
        service.refuses(sent.result(timeout=120))
    start()
    assert within(120, lambda: service.answers("/readyz"))
    again = service.load(dossier, "application/x-ndjson")
    assert again.status_code == 200, again.text
    report = again.json()
    assert (report["state"], report["errors"]) == ("loaded", [])
    assert report["unchanged"] > 0
    assert report["written"] + report["unchanged"] == report["rows"] == len(dossier.splitlines())
    disputes = service.client.get("/v1/disputes?about=country&within=true&limit=500").json()
    assert disputes["complete"]
    assert len(disputes["items"]) > 0


def test_told_to_stop_in_the_midst_of_a_load(tmp_path: Path, large: bytes) -> None:
    settings = Settings(neo4j_uri=None, home=tmp_path / "home")
    with ThreadPoolExecutor() as pool, serving(settings, tmp_path) as service:
        sent = pool.submit(service.load, large, "application/x-ndjson")
        assert within(60, lambda: bool(BATCH_WRITTEN.search(service.measures())))
        assert not sent.done()
        service.process.terminate()
        # Docker kills it after ten.
        assert within(10, lambda: service.process.poll() is not None)
        service.ended = 0
        service.refuses(sent.result(timeout=10), "stopping")
    with serving(settings, tmp_path) as service:
        again = service.load(large, "application/x-ndjson").json()
        assert (again["state"], again["refused"]) == ("loaded", 0)
        assert again["unchanged"] > 0


def test_the_embedded_engine_is_killed_and_started_again(on_embedded: Serving, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert on_embedded.load(KURSK.read_bytes(), "application/yaml").status_code == 200
    before = on_embedded.client.get(QUESTION).json()
    for _ in range(2):
        pid = pid_of(home)
        kill(home)
        on_embedded.refuses(on_embedded.client.get(QUESTION))
        assert within(60, lambda: on_embedded.answers("/readyz"))
        assert on_embedded.client.get(QUESTION).json() == before
        assert pid_of(home) != pid
    loaded = on_embedded.load(KURSK.read_bytes(), "application/yaml").json()
    assert (loaded["written"], loaded["refused"]) == (0, 0)
    events = [line["event"] for line in on_embedded.lines() if line["level"] == "warning"]
    assert "The database was gone and is opened again." in events


def test_a_load_under_way_when_the_embedded_engine_is_killed(
    on_embedded: Serving, tmp_path: Path, large: bytes
) -> None:
    home = tmp_path / "home"
    finished_by_the_same(on_embedded, large, lambda: os.kill(pid_of(home), signal.SIGKILL), lambda: None)
