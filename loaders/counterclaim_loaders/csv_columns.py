"""The columns of a CSV file: dotted names for what is nested, `;` between the items of a list, JSON where need be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.faults import FieldPath, unknown_key
from counterclaim_loaders.row_errors import Code, Origin, RowError, Unfit
from counterclaim_loaders.row_fields import RowField, Shape, row_fields
from counterclaim_loaders.strict_json import read_json

# Spaces around the cells of these mean something.
_UNTRIMMED = ("text", "file")
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its field and, for a part of an object, the key and which object of the list (from 1) it is."""

    name: str
    field: RowField
    key: str | None = None
    number: int = 1

    @property
    def place(self) -> FieldPath:
        """What two columns of a file may not share."""
        return (self.field.name, self.number, self.key or "")

    def read(self, cell: str) -> object:
        """Read a cell that is not blank; raises Unfit where it begins as JSON and is none."""
        if self.field.name in _UNTRIMMED:
            return cell
        cell = cell.strip()
        shape = self.field.shape
        if shape is Shape.SCALAR or (self.key and shape is not Shape.JSON):
            return cell
        if cell[0] in "[{":
            return read_json(cell)
        if shape is Shape.JSON:
            return _json_or_text(cell)
        return cell if shape is Shape.OBJECT else [item.strip() for item in cell.split(";") if item.strip()]


class Table:
    """The columns of one file, and how its lines become raw rows."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._names = {column.place: column.name for column in columns}

    def __len__(self) -> int:
        return len(self._columns)

    def id_of(self, cells: Sequence[str]) -> str | None:
        """Return the cell of the column `id`, if there is one and it is not blank."""
        given = (cell.strip() for column, cell in zip(self._columns, cells, strict=True) if column.name == "id")
        return next(given, None) or None

    def assemble(self, cells: Sequence[str], origin: Origin) -> tuple[dict[str, object], list[RowError]]:
        """Put the cells of one line together into a raw row, a blank cell is not given; and say what hinders it."""
        raw: dict[str, object] = {}
        objects: dict[RowField, dict[int, dict[str, object]]] = {}
        problems: list[RowError] = []
        for column, cell in zip(self._columns, cells, strict=True):
            if not cell or cell.isspace():
                continue
            try:
                value = column.read(cell)
            except Unfit as unfit:
                remedy = None if unfit.code is not Code.SYNTAX else "Write whole JSON, or the text as JSON, in quotes."
                problems.append(origin.error(unfit.code, unfit.message, remedy=remedy, field=column.name, cell=cell))
                continue
            if column.key is None:
                raw[column.field.name] = value
            else:
                objects.setdefault(column.field, {}).setdefault(column.number, {})[column.key] = value
        for field, numbered in objects.items():
            if field.name in raw:
                message = f"{field.name} is given both as a whole and in columns of its own."
                problems.append(origin.error(Code.DUPLICATE_KEY, message, field=field.name))
            listed = [numbered[number] for number in sorted(numbered)]
            raw[field.name] = listed if field.shape is Shape.OBJECTS else listed[0]
        return raw, problems

    def name_of(self, cells: Sequence[str], path: FieldPath) -> str | None:
        """Name the column of the field at a path of the row that `assemble` made of these cells."""
        if not path:
            return None
        given = zip(self._columns, cells, strict=True)
        parts = [column for column, cell in given if column.field.name == path[0] and column.key and cell.strip()]
        if not parts:
            return str(path[0])
        number, keys = 1, path[1:]
        if parts[0].field.shape is Shape.OBJECTS and keys:
            number, keys = sorted({column.number for column in parts})[int(keys[0])], keys[1:]
        key = str(keys[0]) if keys else ""
        written = [str(path[0]), str(number) if number > 1 else "", key]
        return self._names.get((path[0], number, key)) or ".".join(part for part in written if part)


def read_header(kind: str, header: Sequence[str], origin: Origin) -> Iterator[Column | RowError]:
    """Yield the column of each name or why it is none, and at last what the header lacks."""
    seen: dict[FieldPath, str] = {}
    for position, written in enumerate(header, start=1):
        name = written.strip()
        column = _column(kind, name)
        if column is None:
            yield _no_column(kind, name, position, origin)
        elif column.place in seen:
            message = f"The columns {seen[column.place]} and {name} are the same."
            yield origin.error(Code.DUPLICATE_KEY, message, field=name)
        else:
            seen[column.place] = name
            yield column
    given = {place[0] for place in seen}
    for field in row_fields(kind).values():
        if field.required and field.name not in given:
            yield origin.error(Code.MISSING, f"There is no column {field.name}.", field=field.name)


def _column(kind: str, name: str) -> Column | None:
    first, *rest = name.split(".")
    field = row_fields(kind).get(first)
    if field is None:
        return None
    if not rest:
        return Column(name, field)
    number, key = rest if len(rest) == 2 else ("1", rest[0])
    if len(rest) > 2 or not _NUMBER.fullmatch(number):
        return None
    fits = field.shape is Shape.OBJECTS or (len(rest) == 1 and field.shape in (Shape.OBJECT, Shape.JSON))
    known = key in field.keys or (key and field.shape is Shape.JSON)
    return Column(name, field, key, int(number)) if fits and known else None


def _no_column(kind: str, name: str, position: int, origin: Origin) -> RowError:
    if not name:
        return origin.error(Code.UNKNOWN_KEY, f"Column {position} has no name.", remedy="Name it or take it out.")
    fields = row_fields(kind)
    known = (*fields, *(f"{field.name}.{key}" for field in fields.values() for key in field.keys))
    message, remedy = unknown_key(name, f"{kind}s.csv", known)
    if ";" in name or "\t" in name:
        remedy = "Separate the columns by commas."
    return origin.error(Code.UNKNOWN_KEY, message, remedy=remedy, field=name)


def _json_or_text(cell: str) -> object:
    try:
        return read_json(cell)
    except Unfit:
        return cell
