"""Starting the engine's process, which then belongs to nobody."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from counterclaim.engine.record import Connection, Folder, read_record
from counterclaim.engine.warm import forget
from counterclaim.errors import (
    EngineDataNewer,
    EngineDiskFull,
    EngineError,
    EngineFailed,
    EngineFolderUnusable,
    EngineMissing,
    EnginePortBusy,
    EngineStuck,
)

LOG_LIMIT = 1_000_000
"""Bytes of a log that a new engine still adds to."""

ERRORS: dict[str, type[EngineError]] = {
    error.code: error
    for error in (
        EngineDataNewer,
        EngineDiskFull,
        EngineFailed,
        EngineFolderUnusable,
        EngineMissing,
        EnginePortBusy,
        EngineStuck,
    )
}


def start(folder: Folder, deadline: float) -> Connection:
    """Start the engine and wait until it answers; for the holder of the start lock. Raises EngineError, OSError."""
    report = _report(folder, deadline, _launched(folder))
    if report is None and forget(folder.data):
        # What was learned in another run may be what killed this one.
        report = _report(folder, deadline, _launched(folder))
    if report is None:
        raise EngineFailed(
            f"The engine in {folder.home} ended before it answered. Its log ends so:\n{_last_lines(folder)}\n"
        )
    if report:
        raise ERRORS[report["code"]](report["message"], remedy=report["remedy"])
    record = read_record(folder)
    if record is None or record.connection is None:
        raise EngineFailed(f"The engine in {folder.home} ended as soon as it had started.", remedy="Try again.")
    return record.connection


def _launched(folder: Folder) -> int:
    """Launch the process; gives the descriptor on which it will report, once, as JSON: {} or an error."""
    if folder.log.exists() and folder.log.stat().st_size > LOG_LIMIT:
        folder.log.replace(folder.log.with_suffix(".log.1"))
    reading, writing = os.pipe()
    command = [sys.executable, "-P", "-m", "counterclaim.engine", str(folder.home), "--report", str(writing)]
    log = os.open(folder.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        subprocess.run(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder.home,
            env=_environment(),
            pass_fds=(writing,),
            start_new_session=True,
            check=False,
        )
    except BaseException:
        os.close(reading)
        raise
    finally:
        os.close(log)
        os.close(writing)
    return reading


def _environment() -> dict[str, str]:
    """This environment, made so that the same packages are found, and that Java takes file names as UTF-8."""
    paths = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path if entry)
    return {**os.environ, "PYTHONPATH": paths, "LC_ALL": "C.UTF-8"}


def _report(folder: Folder, deadline: float, descriptor: int) -> dict[str, Any] | None:
    """What the process reports, or None if it ended without a word."""
    said = b""
    with os.fdopen(descriptor, "rb", buffering=0) as pipe:
        while not said.endswith(b"\n"):
            if not select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise EngineFailed(
                    f"The engine in {folder.home} did not start in time. Its log ends so:\n{_last_lines(folder)}\n"
                )
            if not (piece := pipe.read(4096)):
                return None
            said += piece
    report: dict[str, Any] = json.loads(said)
    return report


def _last_lines(folder: Folder, count: int = 12) -> str:
    with folder.log.open("rb") as log:
        log.seek(max(0, folder.log.stat().st_size - 8192))
        return "\n".join(log.read().decode(errors="replace").splitlines()[-count:])
