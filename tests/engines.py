"""The engines that the tests run on: the embedded one, and Neo4j in containers where Docker is at hand."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr
from testcontainers.community.neo4j import Neo4jContainer

from counterclaim.settings import Settings
from tests.embedded import stop

IMAGES = {"neo4j-5.26": "neo4j:5.26-community", "neo4j-2026.08": "neo4j:2026.08-community"}
ADDRESS = "NEO4J_URI"
BOLT = 7687

QUICK = {
    "NEO4J_server_memory_heap_max__size": "700m",
    "NEO4J_server_jvm_additional": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
    "NEO4J_dbms_cypher_min__replan__interval": "1h",
}
"""Settings that change no answer: short runs gain nothing from thorough compiling and planning."""
TLS = {
    "NEO4J_server_bolt_tls__level": "OPTIONAL",
    "NEO4J_dbms_ssl_policy_bolt_enabled": "true",
    "NEO4J_dbms_ssl_policy_bolt_base__directory": "/certificates",
    "NEO4J_dbms_ssl_policy_bolt_client__auth": "NONE",
}


def names() -> list[str]:
    """The engines to run on: a database that the user names takes precedence over all others."""
    return ["given"] if os.environ.get(ADDRESS) else ["embedded", *IMAGES]


@contextmanager
def running(name: str, home: Path, *, quick: bool = True) -> Iterator[Settings]:
    """Settings that lead to a running engine; skips the test where it can't run.

    `quick`: Neo4j with settings for short runs.
    """
    if name == "given":
        yield Settings(home=home)
    elif name == "embedded":
        try:
            yield Settings(home=home, neo4j_uri=None)
        finally:
            stop(home)
    else:
        with neo4j_server(IMAGES[name], QUICK if quick else {}) as settings:
            yield settings.model_copy(update={"home": home})


@contextmanager
def neo4j_server(
    image: str, options: Mapping[str, str] = QUICK, *, certificates: Path | None = None
) -> Iterator[Settings]:
    """A Neo4j of its own, which tells its clients the address at which they find it, so that it can route them.

    With `certificates`, a folder of private.key and public.crt, it answers over TLS as well.
    """
    if not _docker():
        reason = "no Docker daemon answers, and Neo4j runs in its containers"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    password = secrets.token_hex(12)
    container = Neo4jContainer(image, password=password)
    port = free_port()
    container.with_bind_ports(BOLT, port)
    container.with_env("NEO4J_server_bolt_advertised__address", f"localhost:{port}")
    container.with_tmpfs_mount("/data")
    if certificates:
        container.with_volume_mapping(str(certificates), "/certificates")
    for name, value in {**options, **(TLS if certificates else {})}.items():
        container.with_env(name, value)
    with container:
        yield Settings(
            neo4j_uri=container.get_connection_url(), neo4j_username="neo4j", neo4j_password=SecretStr(password)
        )


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def _docker() -> bool:
    docker = shutil.which("docker")
    if docker is None:
        return False
    return subprocess.run([docker, "info"], capture_output=True, check=False).returncode == 0  # noqa: S603
