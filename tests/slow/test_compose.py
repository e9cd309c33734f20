"""The containers as people run them, through `docker compose` alone, in a project of its own and on free ports."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
KURSK = ROOT / "examples" / "kursk-2025-01" / "dossier.yaml"
PASSWORD = f"{secrets.token_hex(4)} @:?#%&$$HOME$(id)`'\"\\{{}}*~;ж"
"""With what shells, URLs, YAML and property files would take for something else."""

SETTINGS = (
    "DATA_FOLDER",
    "PUBLISH_ADDRESS",
    "PUBLIC_HOST",
    "SERVICE_PORT",
    "BROWSER_PORT",
    "BOLT_PORT",
    "SERVICE_MEMORY",
)
USER = 10001
PROBE = """
import os, pathlib
def written(folder):
    try:
        (pathlib.Path(folder) / "probe").write_text("")
    except OSError:
        return False
    return True
status = dict(line.split(":\\t") for line in pathlib.Path("/proc/self/status").read_text().splitlines())
print(os.getuid(), os.getgid(), int(status["CapBnd"], 16), status["NoNewPrivs"])
print(*(folder for folder in ("/", "/app", "/data", "/etc", "/var/tmp", "/tmp") if written(folder)))
"""


@dataclass(frozen=True, slots=True)
class Compose:
    """A compose project of the repository's file; `environ` is all that it knows."""

    docker: str
    project: str
    environ: dict[str, str]
    base: list[str] = field(init=False)

    def __post_init__(self) -> None:
        """A developer's own .env stays out of it."""
        files = ["--file", str(ROOT / "docker-compose.yml"), "--env-file", os.devnull]
        object.__setattr__(self, "base", [self.docker, "compose", "--project-name", self.project, *files])

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command of docker compose, whatever comes of it."""
        return subprocess.run(  # noqa: S603 - our own command
            [*self.base, *arguments],
            env={**self.environ, **variables},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )

    def __call__(self, *arguments: str) -> str:
        """Run a command that has to succeed; gives what it printed."""
        ended = self.run(*arguments)
        if ended.returncode != 0:
            logs = self.run("logs", "--tail", "30").stdout
            pytest.fail(f"docker compose {' '.join(arguments)}:\n{ended.stdout}\n{ended.stderr}\n{logs}")
        return ended.stdout

    def up(self) -> None:
        """Start what does not run and wait until all of it is healthy."""
        self("up", "--detach", "--wait", "--wait-timeout", "300")

    def containers(self) -> dict[str, dict[str, Any]]:
        """What is known of each service's container, running or not."""
        lines = self("ps", "--all", "--format", "json").splitlines()
        return {one["Service"]: one for one in map(json.loads, lines)}

    def port(self, service: str, inside: int) -> str:
        """The address at which the host finds a port of a container."""
        return self("port", service, str(inside)).strip()


@pytest.fixture(scope="module")
def docker() -> str:
    """Docker with compose; the test is skipped where there is none, but not where a run has to be whole."""
    found = shutil.which("docker")
    checks = [["info"], ["compose", "version"]]
    if found and all(subprocess.run([found, *one], capture_output=True).returncode == 0 for one in checks):  # noqa: S603
        return found
    reason = "no Docker daemon answers, or docker compose is missing"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Kursk dossier, readable for all whatever the umask."""
    folder = tmp_path_factory.mktemp("data")
    folder.chmod(0o755)
    shutil.copy(KURSK, folder / "dossier.yaml")
    (folder / "dossier.yaml").chmod(0o644)
    return folder


@pytest.fixture(scope="module")
def built(docker: str, data: Path) -> Iterator[Compose]:
    """The project with its image built; nothing of it is left at the end."""
    ports = dict(zip(("SERVICE_PORT", "BROWSER_PORT", "BOLT_PORT"), map(str, free_ports(3)), strict=True))
    ours = ("NEO4J_", "COUNTERCLAIM_", "COMPOSE_", *SETTINGS)
    environ = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environ |= {"NEO4J_PASSWORD": PASSWORD, "DATA_FOLDER": str(data), **ports}
    compose = Compose(docker, f"counterclaim-test-{secrets.token_hex(4)}", environ)
    try:
        compose("build")
        yield compose
    finally:
        ended = compose.run("down", "--volumes", "--remove-orphans", "--rmi", "local", "--timeout", "5")
        assert ended.returncode == 0, ended.stderr


@pytest.fixture(scope="module")
def stack(built: Compose) -> Compose:
    """The project running, with the Kursk dossier loaded."""
    built.up()
    report = built("run", "--rm", "-T", "service", "load", "/data/dossier.yaml", "--json")
    assert json.loads(report)["errors"] == []
    return built


@pytest.fixture
def running(stack: Compose) -> Compose:
    """The project running, also after a test that stopped it."""
    stack.up()
    return stack


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def asked(compose: Compose, path: str, **parameters: str) -> Any:
    """What the service answers."""
    address = f"http://{compose.port('service', 8000)}{path}"
    return httpx.get(address, params=parameters, timeout=60, trust_env=False).raise_for_status().json()


def test_every_setting_is_listed_and_explained() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    names = set(re.findall(r"(?:\$\{|^ +)([A-Z\d_]+)(?::[-?]|:$)", text, re.MULTILINE))
    assert names >= {"NEO4J_PASSWORD", *SETTINGS}
    for page in (ROOT / ".env.example", ROOT / "docs" / "containers.md"):
        assert not names - set(re.findall(r"\w+", page.read_text(encoding="utf-8"))), page


def test_without_a_password_it_says_what_to_set(built: Compose) -> None:
    for password in ({}, {"NEO4J_PASSWORD": ""}):
        environ = {key: value for key, value in built.environ.items() if key != "NEO4J_PASSWORD"} | password
        ended = Compose(built.docker, built.project, environ).run("up", "--detach")
        assert ended.returncode != 0
        assert "NEO4J_PASSWORD is missing a value: set it in .env or in the environment" in ended.stderr


@pytest.mark.parametrize("password", ["sh0rt", "with/slash-in-it", "-begins-with-a-dash"])
def test_a_password_that_neo4j_cannot_take_is_refused_and_not_shown(built: Compose, password: str) -> None:
    ended = built.run("run", "--rm", "-T", "--no-deps", "neo4j", NEO4J_PASSWORD=password)
    assert ended.returncode == 1
    assert "NEO4J_PASSWORD needs at least 8 characters" in ended.stderr
    assert password not in ended.stdout + ended.stderr


def test_without_neo4j_the_service_says_that_the_embedded_engine_is_missing(built: Compose) -> None:
    ended = built.run("run", "--rm", "-T", "--no-deps", "--env", "NEO4J_URI=", "service", "disputes")
    assert ended.returncode == 3
    assert "arcadedb-embedded is not installed" in ended.stderr
    assert "NEO4J_URI" in ended.stderr


def test_both_are_healthy_and_on_loopback_only(running: Compose) -> None:
    containers = running.containers()
    assert {name: one["Health"] for name, one in containers.items()} == {"neo4j": "healthy", "service": "healthy"}
    published = [(port["URL"], port["PublishedPort"]) for one in containers.values() for port in one["Publishers"]]
    assert {address for address, number in published if number} == {"127.0.0.1"}
    assert asked(running, "/readyz") == {"status": "ready"}


def test_another_address_opens_all_ports(built: Compose) -> None:
    ended = built.run("config", "--format", "json", PUBLISH_ADDRESS="192.0.2.1")
    published = [port["host_ip"] for one in json.loads(ended.stdout)["services"].values() for port in one["ports"]]
    assert published == ["192.0.2.1"] * 3


def test_rest_tells_which_sources_disagree_about_berdin(running: Compose) -> None:
    (dispute,) = asked(running, "/v1/disputes", about="Berdin", predicate="territory")["items"]
    sides = {side["claimants"][0]["id"]: side["label"] for side in dispute["sides"]}
    assert sides["russian-mod"] == "Ukraine: presence on the outskirts"
    assert "isw" in sides


def test_neo4j_takes_the_password_and_tells_browser_the_way(running: Compose) -> None:
    ports = running.environ
    found = httpx.get(f"http://localhost:{ports['BROWSER_PORT']}", timeout=60, trust_env=False).json()
    assert found["bolt_direct"] == f"bolt://localhost:{ports['BOLT_PORT']}"
    # neo4j:// goes where the server says that it is.
    with GraphDatabase.driver(f"neo4j://127.0.0.1:{ports['BOLT_PORT']}", auth=("neo4j", PASSWORD)) as driver:
        records = driver.execute_query("CALL dbms.clientConfig() YIELD name, value RETURN name, value").records
    told = {record["name"]: record["value"] for record in records}
    style = f"http://localhost:{ports['SERVICE_PORT']}/browser/counterclaim.grass"
    assert told["browser.post_connect_cmd"] == f"style {style}"
    assert "localhost" in told["browser.remote_content_hostname_whitelist"].split(",")


def test_a_page_elsewhere_can_not_borrow_the_address(running: Compose) -> None:
    address = f"http://{running.port('service', 8000)}/v1/places"
    for host, status in (("evil.example", 421), ("localhost", 200), ("service:8000", 200)):
        assert httpx.get(address, headers={"host": host}, timeout=60, trust_env=False).status_code == status, host


def test_the_service_is_not_root_and_can_write_to_tmp_alone(running: Compose) -> None:
    who, where = running("exec", "-T", "service", "python", "-c", PROBE).splitlines()
    assert who == f"{USER} {USER} 0 1"
    assert where == "/tmp"  # noqa: S108 - the folder that the containers have for it


def test_the_image_has_nothing_left_to_build_with(running: Compose) -> None:
    for tool in ("pip", "pip3", "gcc", "cc", "make", "hatchling"):
        assert running.run("exec", "-T", "service", "sh", "-c", f"command -v {tool}").returncode != 0, tool
    for package in ("ensurepip", "pip", "setuptools", "wheel", "hatchling", "arcadedb_embedded", "pytest"):
        assert running.run("exec", "-T", "service", "python", "-c", f"import {package}").returncode != 0, package


def test_the_service_ends_by_itself_within_ten_seconds(running: Compose) -> None:
    running("stop", "--timeout", "10", "service")
    # A container that has to be killed ends with 137.
    assert running.containers()["service"]["ExitCode"] == 0


def test_data_survive_down_and_up(running: Compose) -> None:
    before = asked(running, "/v1/disputes", about="Berdin")
    running("down")
    assert running.containers() == {}
    running.up()
    assert asked(running, "/v1/disputes", about="Berdin") == before
    assert before["items"]


def test_no_log_shows_the_password(running: Compose) -> None:
    logs = running("logs", "--no-color")
    assert "Started." in logs
    assert "counterclaim answers" in logs
    assert PASSWORD not in logs
    assert PASSWORD[:8] not in logs
