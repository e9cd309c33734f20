"""Opens the graph that the settings name: a database at an address, or the embedded engine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from counterclaim.engine import Connection, Credentials, ensure_running, hindrance, lease
from counterclaim.engine.record import Folder, read_record
from counterclaim.errors import CounterclaimError, DatabaseDenied
from counterclaim.graph import Doors, Graph, connected, open_doors
from counterclaim.settings import Settings


@dataclass(frozen=True, slots=True)
class EngineKeeper:
    """Looks after the embedded engine of a folder that is leased."""

    home: Path

    async def reopen(self) -> Doors:
        """Start the engine again if it died."""
        connection = await asyncio.to_thread(ensure_running, self.home)
        return open_doors(connection.uri, _pair(connection.writer), _pair(connection.reader))

    def hindrance(self) -> CounterclaimError | None:
        """What keeps the engine from its work."""
        return hindrance(self.home)


@asynccontextmanager
async def open_graph(settings: Settings) -> AsyncIterator[Graph]:
    """The graph of the settings, for as long as the block lasts; raises DatabaseError or EngineError."""
    with ExitStack() as held:
        if settings.neo4j_uri:
            connection = _given(settings, settings.neo4j_uri)
        else:
            # Starting takes seconds, and must not keep others of this loop waiting.
            connection = await asyncio.to_thread(held.enter_context, lease(settings.home))
        async with connected(
            connection.uri,
            writer=_pair(connection.writer),
            reader=_pair(connection.reader),
            database=connection.database,
            query_timeout=settings.query_timeout,
            keeper=None if settings.neo4j_uri else EngineKeeper(settings.home),
        ) as graph:
            yield graph


@dataclass(frozen=True, slots=True)
class Address:
    """Where a graph answers over Bolt, and as whom to log in; `passwords` is the file that has the password, if any."""

    uri: str
    user: str
    passwords: Path | None = None


def address(settings: Settings) -> Address | None:
    """The address of the settings' graph, of the embedded engine as it last was; None if it has none. Raises OSError.

    The embedded engine is named with its reading user.
    """
    if settings.neo4j_uri:
        return Address(settings.neo4j_uri, settings.neo4j_username)
    folder = Folder(settings.home)
    record = read_record(folder)
    if record is None or record.connection is None:
        return None
    return Address(record.connection.uri, record.reader.user, folder.record)


def has_graph(settings: Settings) -> bool:
    """Whether there is a graph to ask without making one: a database at an address, or what an engine once made."""
    return bool(settings.neo4j_uri) or Folder(settings.home).record.exists()


def _given(settings: Settings, uri: str) -> Connection:
    if settings.neo4j_password is None:
        raise DatabaseDenied(
            f"{uri} needs a password.", remedy="Set NEO4J_PASSWORD, and NEO4J_USERNAME if it is not neo4j."
        )
    user = Credentials(settings.neo4j_username, settings.neo4j_password.get_secret_value())
    return Connection(uri, settings.neo4j_database or None, writer=user, reader=user)


def _pair(user: Credentials) -> tuple[str, str]:
    return user.user, user.password
