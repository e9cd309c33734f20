"""Peak memory of a load of few and of many statements, each in a process of its own, on the embedded engine.

The engine is another process and is not counted. Run: python -m bench.bench_memory
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.bench_load import fresh
from bench.generated import write
from counterclaim.loading.load import Loader
from counterclaim.predicates import load_registry
from counterclaim_loaders import content_digest, read

PER_TOPIC = 20


async def load(path: Path) -> None:
    """Load a dossier into an empty database."""
    async with fresh("embedded") as graph:
        await Loader(graph, load_registry()).load(path.name, content_digest(path), read(path))


def peak(statements: int) -> float:
    """The peak resident memory, in MB, of a process that loads so many statements."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "generated.jsonl"
        write(path, statements, statements // PER_TOPIC)
        command = [sys.executable, "-m", "bench.bench_memory", "--load", str(path)]
        return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout) / 1024  # noqa: S603


def main() -> None:
    """Print both peaks and what the larger one has more."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--few", type=int, default=10_000)
    arguments.add_argument("--many", type=int, default=300_000)
    arguments.add_argument("--load", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.load:
        asyncio.run(load(given.load))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return
    few, many = peak(given.few), peak(given.many)
    print(f"{given.few} statements {few:.0f} MB, {given.many} statements {many:.0f} MB, {many - few:+.0f} MB")


if __name__ == "__main__":
    main()
