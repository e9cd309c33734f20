"""Neo4j over TLS: a certificate that nobody vouches for is taken with +ssc only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from counterclaim.connect import open_graph
from counterclaim.errors import DatabaseUntrusted
from counterclaim.settings import Settings
from tests.command import Command
from tests.conftest import KURSK
from tests.engines import IMAGES, neo4j_server

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A server with a certificate of its own making."""
    folder = tmp_path_factory.mktemp("certificates")
    issued = trustme.CA().issue_cert("localhost")
    _write(folder / "private.key", issued.private_key_pem.bytes())
    _write(folder / "public.crt", b"".join(one.bytes() for one in issued.cert_chain_pems))
    folder.chmod(0o755)
    with neo4j_server(IMAGES["neo4j-2026.08"], certificates=folder) as settings:
        yield settings


def _write(path: Path, content: bytes) -> None:
    """A file that the server's user may read."""
    path.write_bytes(content)
    path.chmod(0o644)


def at(server: Settings, scheme: str) -> Settings:
    assert server.neo4j_uri
    return server.model_copy(update={"neo4j_uri": f"{scheme}://{server.neo4j_uri.partition('://')[2]}"})


@pytest.mark.parametrize("scheme", ["neo4j+ssc", "bolt+ssc"])
def test_a_dossier_is_loaded_and_asked_about(server: Settings, scheme: str) -> None:
    command = Command(at(server, scheme))
    loaded = command("load", str(KURSK))
    assert loaded.status == 0, loaded.err
    assert "berdin" in command("disputes", "--about", "Berdin").out.lower()


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s"])
async def test_a_certificate_that_nobody_vouches_for_is_refused(server: Settings, scheme: str) -> None:
    with pytest.raises(DatabaseUntrusted):
        async with open_graph(at(server, scheme)):
            raise AssertionError("The connection was taken.")
