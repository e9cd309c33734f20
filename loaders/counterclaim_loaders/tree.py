"""A dossier as one tree, from YAML or JSON: `dossier: 1` and the lists of rows, built row by row from parse events."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from counterclaim.faults import FieldPath, dotted, unknown_key
from counterclaim.models import ROWS
from counterclaim_loaders.row_errors import Code, Origin, RowError, Unfit
from counterclaim_loaders.rows import Found, admit, origin_of
from counterclaim_loaders.strict_json import MAX_DEPTH, too_deep

VERSION = 1
SECTIONS = {f"{kind}s": kind for kind in ROWS}

Event = tuple[str, object]


class Events(Protocol):
    """Parse events as ijson names them: start_map, map_key, end_map, start_array, end_array; any other is a scalar."""

    @property
    def line(self) -> int | None:
        """The line of the last event, from 1; None where lines are not counted."""

    def __iter__(self) -> Iterator[Event]: ...

    def row_ends(self) -> None:
        """Hear that a row is complete, so that the size of the next can be bounded."""


class Tree:
    """Reads the rows of one tree, each in memory by itself."""

    def __init__(self, events: Events, file: str) -> None:
        self._source, self._events, self._file = events, iter(events), file
        self._versioned, self._index = False, 0
        self._sections: set[str] = set()
        # Of the row being built: the line of each key and item, and the keys given twice.
        self._lines: dict[FieldPath, int | None] = {}
        self._repeated: list[tuple[FieldPath, int | None]] = []

    def rows(self) -> Iterator[Found]:
        """Yield rows and errors in the order of the source; raises Unfit where it cannot be read further."""
        event, value = next(self._events, ("null", None))
        if event != "start_map":
            if value is None and event != "start_array":
                raise Unfit(Code.EMPTY, "The file is empty.")
            raise Unfit(Code.INVALID, "A dossier is an object with the keys dossier and documents, actors and so on.")
        for event, key in self._events:
            if event == "end_map":
                break
            yield from self._section(str(key))
        for _ in self._events:
            pass  # whatever stands behind the tree is refused by the parser
        if not self._versioned:
            raise Unfit(Code.VERSION, "The dossier does not say its version.")

    def _section(self, key: str) -> Iterator[Found]:
        origin = Origin(self._file, self._source.line)
        if key in self._sections:
            yield origin.error(Code.DUPLICATE_KEY, f"{key} is given twice.", field=key)
        self._sections.add(key)
        event, value = next(self._events)
        if key == "dossier":
            self._check_version(self._built(event, value))
        elif key not in SECTIONS:
            self._built(event, value)
            message, remedy = unknown_key(key, "A dossier", ("dossier", *SECTIONS))
            yield origin.error(Code.UNKNOWN_KEY, message, remedy=remedy, field=key)
        elif event == "start_array":
            yield from self._rows_of(key, SECTIONS[key])
        elif self._built(event, value) is not None:
            yield origin.error(Code.INVALID, f"{key} is not a list.", remedy="Write its rows as a list.", field=key)

    def _check_version(self, version: object) -> None:
        if version != VERSION or isinstance(version, bool):
            message = f"This is a dossier of another version than {VERSION}."
            raise Unfit(Code.VERSION, message, line=self._source.line, cell=version)
        self._versioned = True

    def _rows_of(self, section: str, kind: str) -> Iterator[Found]:
        for number, (event, value) in enumerate(self._events):
            if event == "end_array":
                break
            line = self._source.line
            raw = self._built(event, value)
            origin = origin_of(raw, f"{section}[{number}]", self._file, line, self._index)
            for path, at in self._repeated:
                yield origin.error(Code.DUPLICATE_KEY, f"{path[-1]} is given twice.", line=at, field=dotted(path))
            for found in admit(kind, raw, origin, self._locate):
                if isinstance(found, RowError) or not self._repeated:
                    yield found
            self._index += 1
            self._source.row_ends()

    def _locate(self, path: FieldPath) -> tuple[int | None, str | None]:
        known = (self._lines.get(path[:length]) for length in range(len(path), 0, -1))
        return next((line for line in known if line), None), dotted(path)

    def _built(self, event: str, value: object) -> object:
        self._lines.clear()
        self._repeated.clear()
        return self._value(event, value, ())

    def _value(self, event: str, value: object, path: FieldPath) -> object:
        self._lines.setdefault(path, self._source.line)
        if event in ("start_map", "start_array") and len(path) >= MAX_DEPTH:
            raise too_deep(self._source.line)
        if event == "start_map":
            return self._object(path)
        if event == "start_array":
            return self._list(path)
        return float(value) if isinstance(value, Decimal) else value

    def _object(self, path: FieldPath) -> dict[str, object]:
        content: dict[str, object] = {}
        for event, key in self._events:
            if event == "end_map":
                break
            inner = (*path, str(key))
            self._lines.setdefault(inner, self._source.line)
            if key in content:
                self._repeated.append((inner, self._source.line))
            content[str(key)] = self._value(*next(self._events), inner)
        return content

    def _list(self, path: FieldPath) -> list[object]:
        content: list[object] = []
        for event, value in self._events:
            if event == "end_array":
                break
            content.append(self._value(event, value, (*path, len(content))))
        return content
