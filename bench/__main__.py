"""Run every bench in turn: python -m bench"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Each bench in a process of its own, under its name."""
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"\n{path.stem}", flush=True)
        subprocess.run([sys.executable, "-m", f"bench.{path.stem}"], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
