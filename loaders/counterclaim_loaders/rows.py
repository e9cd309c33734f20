"""A valid row and where it stands, and the check that every format's rows go through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from counterclaim.models import Row, read_row
from counterclaim_loaders.explain import Locate, explain
from counterclaim_loaders.row_errors import Origin, RowError, clip

LONGEST_ID = 200
"""No row that is valid names a longer one."""


@dataclass(frozen=True, slots=True)
class SourcedRow:
    """A valid row and where it stands.

    line: of its beginning, from 1; None for JSON.
    index: its place among the rows of the source, from 0; refused ones count.
    """

    row: Row
    file: str
    line: int | None
    index: int

    @property
    def origin(self) -> Origin:
        """Where errors about this row point."""
        return Origin(self.file, self.line, f"{self.row.kind_of_row} {clip(self.row.id)}", self.row.id, self.index)


Found = SourcedRow | RowError


def admit(kind: str, raw: object, origin: Origin, locate: Locate | None = None) -> Iterator[Found]:
    """Yield the row, or one error for each thing that is wrong with it."""
    if isinstance(raw, dict) and raw.get("id", kind) is None:
        del raw["id"]  # null is not given, and pydantic would not take its default for it
    try:
        row = read_row(kind, raw)
    except ValidationError as found:
        yield from explain(found, kind, origin, locate)
    else:
        yield SourcedRow(row, origin.file, origin.line, origin.index or 0)


def origin_of(raw: object, label: str, file: str, line: int | None, index: int) -> Origin:
    """Name a raw row by a label, which is its kind or its place in a list, and its id where it has one."""
    given = raw.get("id") if isinstance(raw, dict) else None
    if given is None or isinstance(given, bool) or not isinstance(given, str | int):
        return Origin(file, line, label, None, index)
    id = str(given)[:LONGEST_ID].encode(errors="replace").decode()  # half of a surrogate pair can be told nowhere
    return Origin(file, line, f"{label} {clip(id)}", id, index)
