"""Backup and restore as docs/operations.md says: its commands, on Neo4j's containers and from engine to engine."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from counterclaim.settings import Settings
from tests.command import Command, environment
from tests.slow.test_compose import docker, free_ports

__all__ = ["docker"]

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
KURSK = str(ROOT / "examples" / "kursk-2025-01" / "dossier.yaml")
BACKUP = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").partition("## Backup and restore")[2]
PASSWORD = secrets.token_hex(12)
PORTS = dict(zip(("SERVICE_PORT", "BROWSER_PORT", "BOLT_PORT"), map(str, free_ports(3)), strict=True))


def documented(start: str) -> list[list[str]]:
    """The blocks of commands of the page that begin so."""
    blocks = re.findall(r"(?:^    .+\n)+", BACKUP, re.MULTILINE)
    found = [[line.strip() for line in block.splitlines()] for block in blocks]
    return [block for block in found if block[0].startswith(start)]


def run(line: str, folder: Path, variables: dict[str, str | None]) -> None:
    """Run a line of the page in a shell; it has to succeed."""
    environ = {**os.environ, **variables, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    given = {key: value for key, value in environ.items() if value is not None}
    ended = subprocess.run(  # noqa: S603 - our own commands
        ["/bin/sh", "-c", line], cwd=folder, env=given, capture_output=True, text=True, timeout=300, check=False
    )
    assert ended.returncode == 0, f"{line}\n{ended.stdout}\n{ended.stderr}"


def exported(settings: Settings) -> tuple[str, str]:
    """The graph as it is exported, and the disputes in it."""
    command = Command(settings)
    export, disputes = command("export"), command("disputes", "--about", "Kursk oblast", "--within", "--json")
    assert (export.status, disputes.status) == (0, 0), export.err + disputes.err
    return export.out, disputes.out


@pytest.fixture
def project() -> dict[str, str | None]:
    """The environment of a compose project of its own."""
    return {
        "COMPOSE_FILE": str(ROOT / "docker-compose.yml"),
        "COMPOSE_ENV_FILES": os.devnull,
        "COMPOSE_PROJECT_NAME": f"counterclaim-test-{secrets.token_hex(4)}",
        "NEO4J_PASSWORD": PASSWORD,
        **PORTS,
    }


@pytest.fixture
def neo4j(docker: str, project: dict[str, str | None], tmp_path: Path) -> Iterator[Settings]:  # noqa: F811
    """Neo4j as docker compose runs it, without the service; nothing of it is left at the end."""
    try:
        run("docker compose up --detach --wait neo4j", tmp_path, project)
        uri = f"bolt://localhost:{PORTS['BOLT_PORT']}"
        yield Settings(neo4j_uri=uri, neo4j_password=SecretStr(PASSWORD), home=tmp_path)
    finally:
        run("docker compose down --volumes --timeout 5", tmp_path, project)


def test_a_dump_is_restored_into_a_volume_that_is_new(
    neo4j: Settings, project: dict[str, str | None], tmp_path: Path
) -> None:
    assert Command(neo4j)("load", KURSK).status == 0
    before = exported(neo4j)
    dump, restore = documented("docker compose")
    for line in dump:
        run(line, tmp_path, project)
    assert exported(neo4j) == before
    run("docker compose down --volumes", tmp_path, project)
    for line in restore:
        run(line, tmp_path, project)
    assert exported(neo4j) == before
    assert '"row":"statement"' in before[0]


def test_an_export_moves_from_the_embedded_engine_to_neo4j(neo4j: Settings, tmp_path: Path) -> None:
    embedded = Settings(neo4j_uri=None, home=tmp_path / "home")
    assert Command(embedded)("load", KURSK).status == 0
    ((export, _, load),) = documented("counterclaim export")
    run(export, tmp_path, environment(embedded))
    run(load, tmp_path, environment(neo4j))
    assert exported(neo4j) == exported(embedded)
    assert exported(neo4j)[0] == (tmp_path / "graph.jsonl").read_text(encoding="utf-8")
