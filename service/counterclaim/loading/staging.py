"""Checked rows wait here, on disk, until they are written: only their ids stay in memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any, NamedTuple

from counterclaim.errors import NoRoom

KINDS = ("actor", "document", "place", "event", "statement")
"""In the order of writing: what is named comes before what names it."""

SCHEMA = """
CREATE TABLE rows (
  id TEXT PRIMARY KEY, kind INTEGER, row TEXT, file TEXT, line INTEGER, place INTEGER,
  depth INTEGER DEFAULT 0, refused INTEGER DEFAULT 0, state INTEGER DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE pending (id TEXT, field TEXT, named TEXT, kinds TEXT);
"""


class State(IntEnum):
    """How a row stands to the graph."""

    NEW = 0
    CHANGED = 1
    SAME = 2


class Staged(NamedTuple):
    """A row as it waits: canonical, with the place it came from; `state` tells how it stands to the graph."""

    id: str
    kind: str
    row: dict[str, Any]
    file: str
    line: int | None
    state: State


class Staging:
    """A temporary table of rows; each method is one step of a check or of the writing."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.kinds: dict[str, int] = {}

    def kind(self, row_id: str) -> str | None:
        """The kind of a row that waits here."""
        position = self.kinds.get(row_id)
        return None if position is None else KINDS[position]

    def add(self, kind: str, row_id: str, text: str, file: str, line: int | None, place: int) -> None:
        """Add a row, as JSON, whose id is new here."""
        self.kinds[row_id] = KINDS.index(kind)
        self._database.execute(
            "INSERT INTO rows (id, kind, row, file, line, place) VALUES (?, ?, ?, ?, ?, ?)",
            (row_id, KINDS.index(kind), text, file, line, place),
        )

    def replace(self, row_id: str, text: str) -> None:
        """Put another form of a row in its place."""
        self._database.execute("UPDATE rows SET row = ? WHERE id = ?", (text, row_id))

    def row(self, row_id: str) -> Staged:
        """One row."""
        return next(self._rows("WHERE id = ?", (row_id,)))

    def of_kind(self, kind: str) -> Iterator[Staged]:
        """All rows of a kind that are not refused, by their depth, then as they came."""
        where = "WHERE kind = ? AND NOT refused ORDER BY depth, place"
        return self._rows(where, (KINDS.index(kind),))

    def batches(self, kind: str, size: int) -> Iterator[list[Staged]]:
        """The rows of a kind that are not refused, some at a time."""
        batch: list[Staged] = []
        for staged in self.of_kind(kind):
            batch.append(staged)
            if len(batch) == size:
                yield batch
                batch = []
        if batch:
            yield batch

    def count(self) -> int:
        """How many rows wait to be written."""
        (number,) = self._database.execute("SELECT count(*) FROM rows WHERE NOT refused").fetchone()
        return int(number)

    def refuse(self, ids: Iterable[str]) -> None:
        """Take rows out of what is written."""
        self._database.executemany("UPDATE rows SET refused = 1 WHERE id = ?", ((one,) for one in ids))

    def meet(self, row_id: str, text: str, *, same: bool) -> None:
        """Put a row united with the graph's in its place; `same` if the graph has all of it already."""
        state = State.SAME if same else State.CHANGED
        self._database.execute("UPDATE rows SET row = ?, state = ? WHERE id = ?", (text, state, row_id))

    def changes(self) -> bool:
        """Whether a row adds to one that the graph has."""
        (number,) = self._database.execute("SELECT count(*) FROM rows WHERE state = ?", (State.CHANGED,)).fetchone()
        return bool(number)

    def deepen(self, depths: dict[str, int]) -> None:
        """Set how many rows of its own kind must be written before each row."""
        rows = ((depth, one) for one, depth in depths.items() if depth)
        self._database.executemany("UPDATE rows SET depth = ? WHERE id = ?", rows)

    def postpone(self, row_id: str, field: str, named: str, kinds: Iterable[str]) -> None:
        """Remember a reference to a row that has not come yet."""
        self._database.execute("INSERT INTO pending VALUES (?, ?, ?, ?)", (row_id, field, named, " ".join(kinds)))

    def postponed(self) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
        """The references that were postponed: row, field, the row named, the kinds it may have."""
        for row_id, field, named, kinds in self._database.execute(
            "SELECT * FROM pending GROUP BY id, field, named ORDER BY min(rowid)"
        ):
            yield row_id, field, named, tuple(kinds.split())

    def _rows(self, where: str, values: tuple[object, ...]) -> Iterator[Staged]:
        columns = "SELECT id, kind, row, file, line, state FROM rows "
        for row_id, kind, row, file, line, state in self._database.execute(columns + where, values):
            yield Staged(row_id, KINDS[kind], json.loads(row), file, line, State(state))


@contextmanager
def staging() -> Iterator[Staging]:
    """An empty staging area, gone at the end; raises NoRoom."""
    try:
        with _folder() as folder, _opened(folder) as database:
            yield Staging(database)
    except sqlite3.OperationalError as error:
        raise NoRoom(f"The rows of the load can't wait in {gettempdir()}: {error}.") from error


def _folder() -> TemporaryDirectory[str]:
    try:
        return TemporaryDirectory(prefix="counterclaim-")
    except OSError as error:
        raise NoRoom(f"{gettempdir()} can't be written to: {error.strerror}.") from error


@contextmanager
def _opened(folder: str) -> Iterator[sqlite3.Connection]:
    path = Path(folder) / "staging.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as database:
        database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;" + SCHEMA
        )
        database.execute("BEGIN")
        yield database
