"""JSON Lines: one row a line, its kind under the key `row`; read in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from counterclaim.faults import did_you_mean
from counterclaim.models import ROWS, Row, read_row
from counterclaim_loaders.encoding import not_utf8, without_mark
from counterclaim_loaders.row_errors import Code, Origin, RowError, Unfit
from counterclaim_loaders.rows import Found, SourcedRow, admit, origin_of
from counterclaim_loaders.strict_json import read_json

MAX_LINE = 1_000_000
_NAMELESS = "row"


def read_json_lines(content: IO[bytes], file: str) -> Iterator[Found]:
    """Yield the row of each line, or its errors; a line is at most MAX_LINE bytes, blank ones are skipped.

    Errors: a bad line is an error and the next one is read; Unfit if there is no row at all or the file is UTF-16.
    """
    number = offset = index = 0
    while line := content.readline(MAX_LINE + 1):
        number += 1
        size = len(line)
        if number == 1:
            line = without_mark(line)
        if size > MAX_LINE:
            size += _skip_line(content, line)
            origin = Origin(file, number, _NAMELESS, None, index)
            yield origin.error(Code.TOO_LARGE, f"The line is longer than {MAX_LINE:,} bytes.")
            index += 1
        elif row := _row(line):
            yield SourcedRow(row, file, number, index)
            index += 1
        elif line.strip():
            yield from _explained(line, file, number, offset + size - len(line), index)
            index += 1
        offset += size
    if not index:
        raise Unfit(Code.EMPTY, "The file holds no row.")


def _row(line: bytes) -> Row | None:
    """Read a valid row; what is wrong with any other is found out apart, so that this one stays quick."""
    try:
        raw: Any = read_json(line.decode())
        return read_row(raw.pop("row"), raw)
    except (Unfit, ValueError, LookupError, TypeError, AttributeError):
        return None


def _skip_line(content: IO[bytes], line: bytes) -> int:
    """Read on to the end of a line that is too long, and count the bytes."""
    skipped = 0
    while line and not line.endswith(b"\n"):
        line = content.readline(MAX_LINE)
        skipped += len(line)
    return skipped


def _explained(line: bytes, file: str, number: int, offset: int, index: int) -> Iterator[Found]:
    """Read a refused line again and say all that is wrong with it; `offset` bytes of the file precede it."""
    origin = Origin(file, number, _NAMELESS, None, index)
    try:
        raw = read_json(line.decode())
    except UnicodeDecodeError as error:
        yield origin.error(Code.ENCODING, not_utf8(error, offset))
    except Unfit as unfit:
        remedy = "Write one JSON object a line." if unfit.code is Code.SYNTAX else None
        yield origin.error(unfit.code, unfit.message, remedy=remedy, cell=unfit.cell)
    else:
        if not isinstance(raw, dict):
            yield origin.error(Code.INVALID, "The line is not an object.", cell=raw)
        elif isinstance(kind := raw.pop("row", None), str) and kind in ROWS:
            yield from admit(kind, raw, origin_of(raw, kind, file, number, index))
        else:
            yield _unknown_kind(kind, origin_of(raw, _NAMELESS, file, number, index))


def _unknown_kind(kind: object, origin: Origin) -> RowError:
    kinds = ", ".join(ROWS)
    if kind is None:
        return origin.error(Code.MISSING, "row is not given.", remedy=f"Give one of {kinds}.", field="row")
    remedy = did_you_mean(str(kind), ROWS) or f"Write one of {kinds}."
    return origin.error(Code.INVALID, "row is no kind of row.", remedy=remedy, field="row", cell=kind)
