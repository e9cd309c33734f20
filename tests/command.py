"""Runs `counterclaim` on an engine of the tests: within this process, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from counterclaim.cli.commands import create_cli
from counterclaim.settings import Settings
from tests.engines import names

ROOT = Path(__file__).parent.parent
DATABASE = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")

one_engine = pytest.mark.parametrize("engine", names()[:1], indirect=True, scope="session")
"""Answers are the same on all engines, as the tests of the questions show; how they are printed is tried on one."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


def environment(settings: Settings, **more: str) -> dict[str, str | None]:
    """The environment variables that lead to the engine; None takes one away."""
    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else None
    values = (settings.neo4j_uri, settings.neo4j_username, password, settings.neo4j_database)
    given: dict[str, str | None] = dict(zip(DATABASE, values, strict=True))
    return {**given, "COUNTERCLAIM_HOME": str(settings.home), "COLUMNS": "80", "NO_COLOR": None, **more}


@dataclass(frozen=True, slots=True)
class Command:
    """The command line with an engine."""

    settings: Settings

    def __call__(self, *arguments: str, **variables: str) -> Ended:
        """Run within this process."""
        environ = environment(self.settings, **variables)
        result = CliRunner().invoke(create_cli(), list(arguments), prog_name="counterclaim", env=environ)
        return Ended(result.exit_code, result.stdout, result.stderr)

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Start as a process of its own, its output piped."""
        environ = {**os.environ, **environment(self.settings, **variables)}
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", "from counterclaim.cli import main; main()", *arguments],
            env={key: value for key, value in environ.items() if value is not None},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
