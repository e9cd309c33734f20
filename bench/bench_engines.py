"""Loading and asking on every engine, in one table: both as ratios, as bench_load and bench_rest measure them.

Neo4j runs in containers, with its settings as they come. Run: python -m bench.bench_engines
"""

from __future__ import annotations

import argparse
import asyncio

import pytest

from bench import bench_load, bench_rest
from tests.engines import IMAGES


def main() -> None:
    """Measure each engine, then print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    engines = ["embedded", *IMAGES]
    arguments.add_argument("--engines", nargs="+", choices=engines, default=engines)
    arguments.add_argument("--statements", type=int, default=20_000)
    arguments.add_argument("--topics", type=int, default=1_000)
    arguments.add_argument("--questions", type=int, default=1_000)
    arguments.add_argument("--rounds", type=int, default=2, help="rounds of loading, of which the last counts")
    given = arguments.parse_args()
    lines = []
    for engine in given.engines:
        try:
            load = asyncio.run(bench_load.measure(engine, given.statements, given.topics, given.rounds))
        except pytest.skip.Exception as reason:
            print(f"{engine}: {reason}")
            continue
        rest = asyncio.run(bench_rest.measure(engine, given.statements, given.topics, given.questions))
        lines.append(f"| {engine} | {load:.2f} | {rest['p50']:.2f} | {rest['p99']:.2f} |")
    print("\n| engine | load: script / counterclaim | REST / bare driver, p50 | p99 |\n|---|---|---|---|")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
