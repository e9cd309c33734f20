"""The command line: `counterclaim` and its commands, one for each noun that REST has."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its status."""
    try:
        from counterclaim.cli.commands import create_cli  # takes long enough to be interrupted

        create_cli()()
    except KeyboardInterrupt:
        sys.exit(130)
