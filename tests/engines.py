"""The engines that the tests run on: the embedded one, and Neo4j in containers where Docker is at hand."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr
from testcontainers.community.neo4j import Neo4jContainer

from counterclaim.settings import Settings

IMAGES = {"neo4j-5.26": "neo4j:5.26-community", "neo4j-2026.08": "neo4j:2026.08-community"}
ADDRESS = "NEO4J_URI"


def names() -> list[str]:
    """The engines to run on: a database that the user names takes precedence over all others."""
    return ["given"] if os.environ.get(ADDRESS) else ["embedded", *IMAGES]


@contextmanager
def running(name: str, home: Path) -> Iterator[Settings]:
    """Settings that lead to a running engine; skips the test where it can't run."""
    if name == "given":
        yield Settings(home=home)
    elif name == "embedded":
        yield Settings(home=home, neo4j_uri=None)
    else:
        with _container(IMAGES[name]) as settings:
            yield settings.model_copy(update={"home": home})


@contextmanager
def _container(image: str) -> Iterator[Settings]:
    if not _docker():
        reason = "no Docker daemon answers, and Neo4j runs in its containers"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    password = secrets.token_hex(12)
    container = Neo4jContainer(image, password=password)
    container.with_env("NEO4J_server_memory_heap_max__size", "700m")
    with container:
        yield Settings(
            neo4j_uri=container.get_connection_url(), neo4j_username="neo4j", neo4j_password=SecretStr(password)
        )


def _docker() -> bool:
    docker = shutil.which("docker")
    if docker is None:
        return False
    return subprocess.run([docker, "info"], capture_output=True, check=False).returncode == 0  # noqa: S603
