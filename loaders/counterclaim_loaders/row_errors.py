"""What is wrong with a row, as a value: a stable code, where it stands, and what to do about it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from counterclaim.faults import ID_REMEDY

LONGEST_CELL = 80
LONGEST_MESSAGE = 500


class Code(StrEnum):
    """The stable codes; REMEDIES says what to do about each."""

    # a source, or the rest of it
    UNREADABLE = "unreadable"
    UNKNOWN_FORMAT = "unknown-format"
    EMPTY = "empty"
    ENCODING = "encoding"
    SYNTAX = "syntax"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    VERSION = "version"
    # a row by itself
    UNKNOWN_KEY = "unknown-key"
    DUPLICATE_KEY = "duplicate-key"
    MISSING = "missing"
    INVALID = "invalid"
    INVALID_ID = "invalid-id"
    INVALID_TIME = "invalid-time"
    # a row and the text of its document
    FILE_OUTSIDE = "file-outside"
    FILE_MISSING = "file-missing"
    PASSAGE_OUTSIDE = "passage-outside"
    # a row among others
    CONFLICT = "conflict"
    DANGLING = "dangling"
    WRONG_KIND = "wrong-kind"
    REFUSED = "refused"
    CYCLE = "cycle"


REMEDIES: dict[Code, str] = {
    Code.UNREADABLE: "Check that the path is right and that you may read it.",
    Code.UNKNOWN_FORMAT: "Name a .yaml, .yml, .json, .jsonl or .ndjson file, or a folder of CSV files.",
    Code.EMPTY: "Write at least the line `dossier: 1`, a row, or in CSV the header.",
    Code.ENCODING: "Save the file as UTF-8.",
    Code.SYNTAX: "Mend it at the place shown; nothing after it could be read.",
    Code.TOO_LARGE: "Split it; a large dossier is best written as JSON Lines.",
    Code.TOO_DEEP: "Write it flatter.",
    Code.VERSION: "Write `dossier: 1` as the first key.",
    Code.UNKNOWN_KEY: "Take the key out or correct its spelling.",
    Code.DUPLICATE_KEY: "Write each key once; several values go in a list.",
    Code.MISSING: "Add it.",
    Code.INVALID: "Correct the value.",
    Code.INVALID_ID: ID_REMEDY,
    Code.INVALID_TIME: "Write an EDTF date such as 2025-01-05 or 2024-08~, or an instant such as 2025-01-05T10:00:00Z.",
    Code.FILE_OUTSIDE: "Put the text beside the dossier and give its path from there.",
    Code.FILE_MISSING: "Put the file there, or leave `file` out; offsets are then not checked.",
    Code.PASSAGE_OUTSIDE: "Count start and end in code points of the document's text, from 0, end behind the last.",
    Code.CONFLICT: "Give the row another id, or the same value in both places.",
    Code.DANGLING: "Add a row with this id, or correct the reference.",
    Code.WRONG_KIND: "Name a row of the kind that belongs here.",
    Code.REFUSED: "Mend the row that it names.",
    Code.CYCLE: "Take out one of the links; nothing is part of itself or revises itself.",
}


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row was refused, or why a source was not read further (`row` is then None).

    `line` counts from 1 and is None for JSON. `row` is the kind and id, or the place in its list. `field` is a dotted
    path, in CSV the column. `cell` is the value at fault, clipped. `id` is the id that other rows know the row by,
    `index` its place among the rows of the source, which all errors of one row share.
    """

    code: str
    message: str
    remedy: str
    file: str
    line: int | None = None
    row: str | None = None
    field: str | None = None
    cell: str | None = None
    id: str | None = None
    index: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part)
        subject = " ".join(part for part in (self.row, self.field) if part)
        return ": ".join(part for part in (place, subject, f"{self.message} {self.remedy} [{self.code}]") if part)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stands, for the errors about it."""

    file: str
    line: int | None = None
    row: str | None = None
    id: str | None = None
    index: int | None = None

    def error(
        self,
        code: Code,
        message: str,
        *,
        remedy: str | None = None,
        line: int | None = None,
        field: str | None = None,
        cell: object = None,
    ) -> RowError:
        """Say what is wrong here; the remedy is by default the one of the code."""
        return RowError(
            code=code,
            message=clip(message, LONGEST_MESSAGE),
            remedy=REMEDIES[code] if remedy is None else remedy,
            file=self.file,
            line=line or self.line,
            row=self.row,
            field=None if field is None else clip(field),
            cell=None if cell is None else clip(cell),
            id=self.id,
            index=self.index,
        )


class Unfit(Exception):
    """A source cannot be read any further; its reader turns this into the last RowError."""

    def __init__(
        self, code: Code, message: str, *, remedy: str | None = None, line: int | None = None, cell: object = None
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy, self.line, self.cell = code, message, remedy, line, cell

    def at(self, file: str) -> RowError:
        return Origin(file).error(self.code, self.message, remedy=self.remedy, line=self.line, cell=self.cell)


def clip(value: object, longest: int = LONGEST_CELL) -> str:
    """Show a value on one line and in so many characters at most."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[: longest + 1])
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
