"""A load killed at any moment, loader or engine, is finished by the same command (design, section 6)."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bench.generated import rows
from counterclaim.engine import lease

COMMAND = Path(sys.executable).parent / "counterclaim"
STATEMENTS, TOPICS = 2_000, 100
INSTANTS = 20

pytestmark = pytest.mark.slow


def run(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "COUNTERCLAIM_HOME": str(home), "NEO4J_URI": ""}
    return subprocess.Popen(  # noqa: S603
        [COMMAND, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def finish(home: Path, *arguments: str) -> bytes:
    """Run a command to its end; returns what it printed."""
    process = run(home, *arguments)
    printed, said = process.communicate(timeout=300)
    assert process.returncode == 0, said.decode()
    return printed


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dossier") / "generated.jsonl"
    with path.open("w") as file:
        for row in rows(STATEMENTS, TOPICS):
            recorded = {"recorded": "2025-06-01T00:00:00Z"} if row["row"] == "statement" else {}
            file.write(json.dumps({**row, **recorded}) + "\n")
    return path


@pytest.fixture(scope="module")
def whole(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[float, bytes, bytes]:
    """How long an undisturbed load takes, what is exported after it, and the disputes it finds."""
    home = tmp_path_factory.mktemp("whole")
    start = time.monotonic()
    finish(home, "load", str(dossier))
    return time.monotonic() - start, finish(home, "export"), disputes(home)


def disputes(home: Path) -> bytes:
    return finish(home, "disputes", "--about", "country", "--within", "--json")


def engine_of(home: Path) -> int | None:
    record = home / "engine.json"
    return int(json.loads(record.read_text())["pid"]) if record.exists() else None


def instants() -> Iterator[tuple[int, float, str]]:
    chance = random.Random(6)
    for number in range(INSTANTS):
        yield number, chance.random(), ("loader", "engine")[number % 2]


@pytest.mark.parametrize(("number", "share", "victim"), list(instants()))
def test_a_killed_load_is_finished_by_the_same_command(
    number: int, share: float, victim: str, dossier: Path, whole: tuple[float, bytes, bytes], tmp_path: Path
) -> None:
    duration, export, found = whole
    home = tmp_path / "home"
    process = run(home, "load", str(dossier))
    time.sleep(share * duration)
    target = process.pid if victim == "loader" else engine_of(home)
    with suppress(ProcessLookupError):  # the load was quicker this time, and its engine went after it
        if target is not None:
            os.kill(target, signal.SIGKILL)
    process.communicate(timeout=300)
    with lease(home):  # so that the engine stays for all three
        finish(home, "load", str(dossier))
        assert finish(home, "export") == export
        assert disputes(home) == found
