"""The engine's folder, and `engine.json` in it: where the engine answers, and to which passwords."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

DATABASE = "counterclaim"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user of the database."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Connection:
    """What a driver needs to reach a database; without a name of it, the one that is the user's home."""

    uri: str
    database: str | None
    writer: Credentials
    reader: Credentials


@dataclass(frozen=True, slots=True)
class Folder:
    """The names in the engine's folder."""

    home: Path

    @property
    def record(self) -> Path:
        """Address and passwords."""
        return self.home / "engine.json"

    @property
    def log(self) -> Path:
        """What the engine says."""
        return self.home / "engine.log"

    @property
    def data(self) -> Path:
        """The engine's own folder."""
        return self.home / "arcadedb"

    @property
    def start_lock(self) -> Path:
        """Held alone by the command that starts the engine."""
        return self.home / "start.lock"

    @property
    def users_lock(self) -> Path:
        """Shared by all who use the engine; the engine ends when it holds it alone."""
        return self.home / "users.lock"

    @property
    def life_lock(self) -> Path:
        """Held alone by the engine as long as it lives; unlike a pid it can't be taken for another's."""
        return self.home / "life.lock"


@dataclass(frozen=True, slots=True)
class Record:
    """What `engine.json` says; without a port the engine does not answer yet, or no longer.

    `provisioned` is the version of the users and settings that the database was given, 0 for none.
    """

    pid: int
    port: int | None
    provisioned: int
    root: Credentials
    writer: Credentials
    reader: Credentials

    @property
    def connection(self) -> Connection | None:
        """How to reach the engine, if it answers."""
        if self.port is None:
            return None
        return Connection(f"bolt://127.0.0.1:{self.port}", DATABASE, self.writer, self.reader)


def new_record() -> Record:
    """A record with passwords never used before."""
    root, writer, reader = (
        Credentials(user, secrets.token_urlsafe(24)) for user in ("root", "counterclaim_writer", "counterclaim_reader")
    )
    return Record(os.getpid(), None, 0, root, writer, reader)


def read_record(folder: Folder) -> Record | None:
    """The record, or None if there is none or it can't be understood; raises OSError."""
    try:
        return _record(json.loads(folder.record.read_bytes()))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def write_record(folder: Folder, record: Record) -> None:
    """Replace the record at once, readable by its owner alone; raises OSError."""
    half = folder.record.with_suffix(".json.new")
    half.unlink(missing_ok=True)
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(_document(record), file, indent=2)
        file.flush()
        os.fsync(descriptor)
    half.replace(folder.record)


def without_address(folder: Folder) -> None:
    """Take the address out of the record of an engine that is gone, and keep its passwords; raises OSError."""
    record = read_record(folder)
    if record and record.port is not None:
        write_record(folder, replace(record, port=None))


def _document(record: Record) -> dict[str, Any]:
    connection = record.connection
    users = {"root": record.root, "writer": record.writer, "reader": record.reader}
    return {
        "format": FORMAT,
        "pid": record.pid,
        "uri": connection and connection.uri,
        "port": record.port,
        "database": DATABASE,
        "provisioned": record.provisioned,
        **{role: {"user": user.user, "password": user.password} for role, user in users.items()},
    }


def _record(document: Mapping[str, Any]) -> Record:
    if document["format"] != FORMAT:
        raise ValueError(document["format"])
    port = document["port"]
    root, writer, reader = (
        Credentials(str(document[role]["user"]), str(document[role]["password"]))
        for role in ("root", "writer", "reader")
    )
    port = None if port is None else int(port)
    return Record(int(document["pid"]), port, int(document["provisioned"]), root, writer, reader)
