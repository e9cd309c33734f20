"""What Java learned in an earlier run: classes ready to use and methods worth compiling, for a start in half the time.

The first run that lasts a while is the training: as it ends, after the data is closed, Java writes a cache (JEP 514),
which takes it some seconds in which the folder is already free. The next start takes the cache into use.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from pathlib import Path

from counterclaim.engine.locks import opened, taken
from counterclaim.engine.record import Folder

LEAST_TRAINING = 5.0
"""Seconds; what a shorter run teaches is little."""

LEAST_ROOM = 512 * 2**20
"""Bytes that must be free; the cache takes 55 MB and, while it is made, as much again."""


class Warmth:
    """The cache of a folder for one Java with its options; another's counts as none."""

    def __init__(self, folder: Folder, code: list[Path], options: tuple[str, ...]) -> None:
        versions = (f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in code)
        key = hashlib.sha256("\n".join([*versions, *options]).encode()).hexdigest()[:16]
        self._cache = folder.data / f"warm-{key}.aot"
        self._next = folder.data / f"warm-{key}.aot.next"
        self._lock = folder.data / "warm.lock"
        self._training = False

    def option(self) -> list[str]:
        """The option that makes Java use the cache, or train for one; raises OSError."""
        # Held until this process ends, so that a training is over, done or not, when the lock can be had.
        if not taken(opened(self._lock), shared=False):
            return []
        data = self._cache.parent
        unfinished = self._next.with_name(f"{self._next.name}.config")
        if self._next.exists() and not unfinished.exists():
            forget(data)
            self._next.replace(self._cache)
        if self._cache.exists():
            return [f"-XX:AOTCache={self._cache}"]
        for half_made in data.glob("warm-*.aot.next*"):
            half_made.unlink()
        if shutil.disk_usage(data).free < LEAST_ROOM:
            return []
        self._training = True
        return [f"-XX:AOTCacheOutput={self._next}"]

    def exit(self, served: float) -> None:
        """End the process, which answered for so many seconds, so that Java writes the cache; return if it won't."""
        if not self._training or served < LEAST_TRAINING:
            return
        import jpype

        os.nice(10)
        jpype.JClass("java.lang.System").exit(0)


def forget(data: Path) -> bool:
    """Drop the caches, and say whether there were any; raises OSError."""
    caches = list(data.glob("warm-*.aot"))
    for cache in caches:
        with contextlib.suppress(FileNotFoundError):
            cache.unlink()
    return bool(caches)
