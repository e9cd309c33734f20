"""What the tests of the embedded engine share: looking at its process, and using it from other processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from neo4j import Driver, GraphDatabase

from counterclaim.engine import Connection
from counterclaim.engine.locks import is_held
from counterclaim.engine.record import Credentials, Folder

LISTENING = "0A"

USE = """
import sys
from pathlib import Path
from counterclaim.engine import lease
with lease(Path(sys.argv[1])) as connection:
    print(connection.uri, flush=True)
    sys.stdin.read()
"""
"""Use the engine of a folder until standard input ends."""


def child_environment() -> dict[str, str]:
    """The environment of a process that finds the same packages."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}


def user_of(home: Path) -> subprocess.Popen[str]:
    """Another process that uses the engine until its standard input is closed; it prints the address."""
    command = [sys.executable, "-c", USE, str(home)]
    return subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=child_environment(),
    )


def address_of(user: subprocess.Popen[str]) -> str:
    """The address that the process was given, as soon as it has it."""
    assert user.stdout
    return user.stdout.readline().strip()


def ended(user: subprocess.Popen[str]) -> int:
    """Let the process end and give its exit status."""
    user.communicate(timeout=30)
    return user.returncode


def pid_of(home: Path) -> int:
    """The engine's process."""
    pid: int = json.loads((home / "engine.json").read_bytes())["pid"]
    return pid


def lives(home: Path) -> bool:
    """Whether an engine serves the folder, or is about to, or is ending."""
    return is_held(Folder(home).life_lock)


def kill(home: Path) -> None:
    """End the engine as the system does when memory runs out."""
    os.kill(pid_of(home), signal.SIGKILL)
    assert within(5.0, lambda: not lives(home))


def stop(home: Path) -> None:
    """End the engine, which else stays a while and writes to its folder."""
    if home.exists() and lives(home):
        os.kill(pid_of(home), signal.SIGTERM)
        assert within(30.0, lambda: not lives(home))


def is_gone(pid: int) -> bool:
    """Whether the process has ended, buried or not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def listeners(pid: int) -> list[tuple[str, int]]:
    """Addresses and ports on which the process listens."""
    links = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()]
    sockets = {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:")}
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == LISTENING and fields[9] in sockets:
                address, port = fields[1].split(":")
                quads = bytes.fromhex(address[-8:])[::-1]
                found.append((".".join(map(str, quads)), int(port, 16)))
    return found


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    """Whether the condition comes true in that time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def driver(connection: Connection, user: Credentials | None = None) -> Driver:
    """A driver for the engine, as its writer if not told otherwise."""
    user = user or connection.writer
    return GraphDatabase.driver(connection.uri, auth=(user.user, user.password))
