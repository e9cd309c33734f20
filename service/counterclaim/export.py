"""The whole graph as a dossier in JSON Lines, which loads again to the same graph."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from counterclaim.errors import DatabaseBusy
from counterclaim.graph import Graph, Row
from counterclaim.models import ROWS, dumps

PAGE = 2_000
"""Rows read at once."""


async def export_lines(graph: Graph) -> AsyncIterator[str]:
    """Every row as a line of JSON, without its newline: kind by kind in the order of loading, then by id.

    The same rows give the same bytes on every engine. Raises DatabaseBusy at the end if the graph was written to
    meanwhile, since a row may then name another that was passed over; DatabaseError.
    """
    turn = await _turn(graph)
    for kind in ROWS:
        after = ""
        while page := await graph.read(f"export_{kind}s", after=after, limit=PAGE):
            for row in page:
                yield _line(kind, row)
            after = page[-1]["id"]
    if await _turn(graph) != turn:
        raise DatabaseBusy(
            "The graph was written to during the export, which is not whole.",
            remedy="Export again when no load is running.",
        )


def _line(kind: str, row: Row) -> str:
    """The row as it is stored, its kind first; a statement also says when it was recorded."""
    given = json.loads(row["row"])
    if kind == "statement":
        given["recorded"] = row["recorded"]
    return f'{{"row":"{kind}",{dumps(given)[1:]}'


async def _turn(graph: Graph) -> int:
    """How many writing transactions there have been."""
    return next((int(row["turn"]) for row in await graph.read("turn")), 0)


@contextmanager
def replacing(path: Path) -> Iterator[IO[str]]:
    """A file to write to, which takes the place of `path` whole, when the block ends well; raises OSError."""
    path = path.resolve()  # a link stays, what it leads to is replaced
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n") as file:  # a pipe or a device takes what comes
            yield file
        return
    half = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with half.open("w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            half.chmod(path.stat().st_mode & 0o777)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
