"""The engine's process: start the database, stay while somebody uses the folder, end cleanly."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import threading
import time
import traceback
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from counterclaim.engine.database import Database
from counterclaim.engine.lease import hindrance
from counterclaim.engine.locks import freed, locked, opened, taken
from counterclaim.engine.provision import VERSION as PROVISION_VERSION
from counterclaim.engine.record import Folder, new_record, read_record, write_record
from counterclaim.errors import EngineDiskFull, EngineError, EngineFailed, EngineFolderUnusable

POLL_EVERY = 0.25
"""Seconds between two looks at who uses the folder."""

LINGER = 2.0
"""Seconds without a user after which the engine ends; a script's next command comes sooner."""

STOP_WITHIN = 20.0
"""Seconds."""

LOG_LIMIT = 8_000_000
"""Bytes after which the log of a running engine begins anew."""


def serve(home: Path, *, report: int | None) -> NoReturn:
    """Serve the folder until nobody uses it; the outcome of the start goes to the descriptor `report`."""
    os.umask(0o077)
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopping.append(number))
    folder = Folder(home)
    status = 1
    try:
        database = _serve(folder, report, stopping)
        status = 0
        if not stopping:
            database.exit()
    except Exception as error:
        _tell(report, _explained(folder, error))
        traceback.print_exc()
    finally:
        # Whatever went wrong, threads of the database must not keep a process that nobody needs.
        os._exit(status)


def _serve(folder: Folder, report: int | None, stopping: list[int]) -> Database:
    """The database after it was served and closed."""
    deadline = time.monotonic() + 5.0
    with locked(folder.life_lock, shared=False, deadline=deadline, what="another engine in this folder"):
        record = replace(read_record(folder) or new_record(), pid=os.getpid(), port=None)
        write_record(folder, record)
        database = Database(folder, record)
        record = replace(record, port=database.start(), provisioned=PROVISION_VERSION)
        write_record(folder, record)
        _tell(report, None)
        users = opened(folder.users_lock)
        try:
            _stay(folder, users, stopping)
        finally:
            with contextlib.suppress(OSError):
                write_record(folder, replace(record, port=None))
            _limit_stop()
            database.stop()
            os.close(users)
    return database


def _stay(folder: Folder, users: int, stopping: list[int]) -> None:
    """Return when the folder has no users, holding their lock, or when told to stop."""
    idle_since: float | None = None
    while not stopping and _is_ours(folder, users):
        if taken(users, shared=False):
            idle_since = idle_since or time.monotonic()
            if time.monotonic() - idle_since >= LINGER:
                return
            freed(users)
        else:
            idle_since = None
        _curb_log()
        time.sleep(POLL_EVERY)


def _limit_stop() -> None:
    """End the process hard if the database does not close in time; what was acknowledged is in its log."""
    limit = threading.Timer(STOP_WITHIN, os._exit, (1,))
    limit.daemon = True
    limit.start()


def _is_ours(folder: Folder, users: int) -> bool:
    """Whether the folder is still the one that the engine was started in."""
    try:
        return os.path.samestat(folder.users_lock.stat(), os.fstat(users))
    except OSError:
        return False


def _curb_log() -> None:
    """Begin the log anew when it is long; it is open for appending, so writing goes on at its new end."""
    with contextlib.suppress(OSError):
        if os.fstat(2).st_size > LOG_LIMIT:
            os.ftruncate(2, 0)


def _explained(folder: Folder, error: Exception) -> EngineError:
    """The error as a user can act on it."""
    if isinstance(error, EngineError):
        return error
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EngineDiskFull(f"The disk of {folder.home} is full.")
    with contextlib.suppress(OSError):
        if hindered := hindrance(folder.home):
            return hindered
    if isinstance(error, OSError):
        return EngineFolderUnusable(f"The folder {folder.home} can't be used: {error.strerror or error}.")
    return EngineFailed(f"The engine did not start: {error}.", remedy=f"{folder.log} tells more.")


def _tell(report: int | None, error: EngineError | None) -> None:
    """Tell the starter how the start went; it may be gone, or be told already."""
    if report is None:
        return
    said = {"code": error.code, "message": error.message, "remedy": error.remedy} if error else {}
    with contextlib.suppress(OSError):
        os.write(report, json.dumps(said).encode() + b"\n")
        os.close(report)
