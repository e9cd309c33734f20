"""`python -m counterclaim.engine FOLDER`: the engine's process."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from counterclaim.engine.process import serve


def main() -> None:
    """Leave the process that asked, and serve until nobody uses the folder."""
    parser = argparse.ArgumentParser(prog="python -m counterclaim.engine", description=main.__doc__)
    parser.add_argument("home", type=Path, help="folder of the data")
    parser.add_argument("--report", type=int, help="descriptor to tell, once, that it answers, or why not")
    arguments = parser.parse_args()
    # The second process of a session never gets a terminal, and init, not the starter, buries it.
    if os.fork() == 0:
        serve(arguments.home, report=arguments.report)
    os._exit(0)


if __name__ == "__main__":
    main()
