"""JSON, streamed: the parse events of a source of any size, with a bound on what one row may take."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO

import ijson

from counterclaim_loaders.encoding import Utf8Decoder, without_mark
from counterclaim_loaders.row_errors import Code, Unfit
from counterclaim_loaders.tree import Event

MAX_ROW = 1_000_000

_CHUNK = 65_536
_LARGEST_REREAD = 20_000_000
# From 4,300 digits on, ijson's C code leaves Python with an error set that then shows anywhere. A number that is cut by
# the end of a chunk has half of them in one.
_ENDLESS_NUMBER = re.compile(rb"[0-9]{2000}")
_FIRST_LINE = re.compile(r"(?:b['\"])?(.*?)(?=\n|\\n|$)")


class JsonEvents:
    """The parse events of a JSON text; rows in it have no line numbers."""

    line = None

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self._checked = _Checked(content)

    def row_ends(self) -> None:
        self._checked.since_row = 0

    def __iter__(self) -> Iterator[Event]:
        try:
            yield from ijson.basic_parse(self._checked, buf_size=_CHUNK)
        except (ijson.JSONError, ArithmeticError, ValueError) as error:
            # Numbers that are too large come out of ijson as errors of the last two classes.
            if not self._checked.size:
                raise Unfit(Code.EMPTY, "The file is empty.") from None
            raise self._located() or Unfit(Code.SYNTAX, f"{_first_line(error)}.") from None

    def _located(self) -> Unfit | None:
        """Find line and column of the error by reading again from the start: ijson does not tell them."""
        if not self._content.seekable() or self._checked.size > _LARGEST_REREAD:
            return None
        self._content.seek(0)
        try:
            text = self._content.read(_LARGEST_REREAD).decode("utf-8-sig")
            json.loads(text, object_pairs_hook=len)
        except json.JSONDecodeError as error:
            message = f"{error.msg} at character {error.colno} of the line."
            return Unfit(Code.SYNTAX, message, line=error.lineno, cell=text[error.pos :])
        except (ValueError, RecursionError):
            pass
        return None


class _Checked:
    """Passes UTF-8 through; raises Unfit at the first byte that is none, or when one row takes more than MAX_ROW."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self._decoder = Utf8Decoder()
        self.since_row = 0

    @property
    def size(self) -> int:
        """How many bytes have been read."""
        return self._decoder.size

    def read(self, size: int) -> bytes:
        """Read for ijson, which holds the chunk that a row begins in and the one that it ends in."""
        chunk = self._content.read(size)
        text = chunk if self.size else without_mark(chunk)
        if _ENDLESS_NUMBER.search(text):
            raise Unfit(Code.SYNTAX, "A number has thousands of digits.")
        self._decoder.decode(chunk)
        self.since_row += len(chunk)
        if self.since_row > MAX_ROW + 2 * _CHUNK:
            raise Unfit(Code.TOO_LARGE, f"A row takes more than {MAX_ROW:,} bytes.")
        return text


def _first_line(error: Exception) -> str:
    match = _FIRST_LINE.match(str(error))
    return match.group(1) if match and match.group(1) else "the JSON cannot be read"
