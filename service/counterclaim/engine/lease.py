"""Using the embedded engine: join the one that runs, or start it."""

from __future__ import annotations

import errno
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from counterclaim.engine.locks import RETRY_EVERY, is_held, locked
from counterclaim.engine.record import Connection, Folder, read_record, without_address
from counterclaim.engine.start import start
from counterclaim.errors import EngineDiskFull, EngineError, EngineFolderUnusable, EngineStuck

LEAST_ROOM = 64 * 2**20
"""Bytes that must be free before an engine is started."""

LITTLE_ROOM = 8 * 2**20
"""Bytes; with less than these free, what fails fails for want of room."""

BOLT_GREETING = bytes.fromhex("6060b017 00000405 00000000 00000000 00000000".replace(" ", ""))
"""Bolt's magic number and one proposal, version 5.4; the answer is four bytes, all zero if refused."""


@contextmanager
def lease(home: Path, *, timeout: float = 60.0) -> Iterator[Connection]:
    """Keep the engine of a folder running for as long as the block lasts, and say how to reach it.

    `timeout` in seconds. May be used by any number of threads and processes at once. Raises EngineError.
    """
    deadline = time.monotonic() + timeout
    folder = _made(home)
    what = "the engine to end before a new one starts"
    with ExitStack() as held:
        with _folder_errors(home):
            held.enter_context(locked(folder.users_lock, shared=True, deadline=deadline, what=what))
        yield ensure_running(home, timeout=max(0.0, deadline - time.monotonic()))


def ensure_running(home: Path, *, timeout: float = 60.0) -> Connection:
    """How to reach the engine, which is started again if it died; for those who hold a lease of the folder.

    Many may ask at once, one starts it. The address may be another than before. Raises EngineError.
    """
    deadline = time.monotonic() + timeout
    folder = _made(home)
    what = "the command that is starting the engine"
    with _folder_errors(home), locked(folder.start_lock, shared=False, deadline=deadline, what=what):
        while is_held(folder.life_lock):
            record = read_record(folder)
            if record and record.connection and answers(record.connection):
                return record.connection
            if time.monotonic() > deadline:
                process = f"process {record.pid}" if record else "its process"
                raise EngineStuck(f"The engine in {home} runs ({process}) but does not answer.")
            time.sleep(RETRY_EVERY)
        if shutil.disk_usage(home).free < LEAST_ROOM:
            raise EngineDiskFull(f"Less than {LEAST_ROOM >> 20} MiB are free in {home}.")
        without_address(folder)
        return start(folder, deadline)


def hindrance(home: Path) -> EngineError | None:
    """Why an engine that answers may refuse to write; its own errors do not say."""
    if shutil.disk_usage(home).free < LITTLE_ROOM:
        return EngineDiskFull(f"The disk of {home} is full; nothing that was acknowledged is lost.")
    return None


def answers(connection: Connection) -> bool:
    """Whether something that speaks Bolt listens at the address."""
    host, _, port = connection.uri.removeprefix("bolt://").rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=2.0) as peer:
            peer.sendall(BOLT_GREETING)
            return len(answer := peer.recv(4)) == 4 and any(answer) and answer[:2] == b"\0\0"
    except OSError:
        return False


def _made(home: Path) -> Folder:
    with _folder_errors(home):
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Folder(home.resolve())


@contextmanager
def _folder_errors(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise EngineDiskFull(f"The disk of {home} is full.") from error
        raise EngineFolderUnusable(f"The folder {home} can't be used: {error.strerror or error}.") from error
