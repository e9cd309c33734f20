"""File locks that the operating system frees however their holder ends."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counterclaim.errors import EngineStuck

RETRY_EVERY = 0.05
"""Seconds between two tries of a lock; flock itself knows no time limit."""


@contextmanager
def locked(path: Path, *, shared: bool, deadline: float, what: str) -> Iterator[None]:
    """Hold the lock; `deadline` in monotonic seconds, `what` is being waited for. Raises EngineStuck, OSError."""
    descriptor = opened(path)
    try:
        while not taken(descriptor, shared=shared):
            if time.monotonic() > deadline:
                raise EngineStuck(f"Gave up waiting for {what}.")
            time.sleep(RETRY_EVERY)
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether some process holds the lock for itself alone; raises OSError."""
    descriptor = opened(path)
    try:
        return not taken(descriptor, shared=True)
    finally:
        os.close(descriptor)


def opened(path: Path) -> int:
    """A descriptor of the lock's file, which no child inherits; raises OSError."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def taken(descriptor: int, *, shared: bool) -> bool:
    """Take the lock at once or not at all."""
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def freed(descriptor: int) -> None:
    """Give the lock back and keep its file open."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)
