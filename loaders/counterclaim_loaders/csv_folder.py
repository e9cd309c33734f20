"""A folder of CSV files, one for each kind of row, streamed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from counterclaim.faults import nearest
from counterclaim_loaders.csv_columns import Column, Table, read_header
from counterclaim_loaders.encoding import not_utf8, without_mark
from counterclaim_loaders.row_errors import Code, Origin, RowError, Unfit
from counterclaim_loaders.rows import Found, admit, origin_of
from counterclaim_loaders.tree import SECTIONS

MAX_LINE = 1_000_000
FILES = {f"{section}.csv": kind for section, kind in SECTIONS.items()}


def csv_files(folder: Path) -> list[Path]:
    """Return the files of rows in a folder, in the order in which they are read."""
    present = {path.name for path in folder.iterdir()}
    return [folder / name for name in FILES if name in present]


def read_csv_folder(folder: Path) -> Iterator[Found]:
    """Yield the rows of all files of a folder, or their errors; files that do not end in .csv are not looked at.

    Errors: Unfit if no file of rows is there. What ends one file is an error, and the next file is read.
    """
    for path in sorted(folder.glob("[!.]*.[cC][sS][vV]")):
        if path.name not in FILES:
            likely = nearest(path.stem, tuple(SECTIONS))
            remedy = f"Did you mean {likely}.csv?" if likely else f"The files are {', '.join(FILES)}."
            yield Origin(str(path)).error(Code.UNKNOWN_FORMAT, "The name is none of a file of rows.", remedy=remedy)
    files = csv_files(folder)
    if not files:
        remedy = f"Put some of {', '.join(FILES)} there, or name the file of the dossier."
        raise Unfit(Code.UNKNOWN_FORMAT, "The folder holds no CSV file of rows.", remedy=remedy)
    index = 0
    for path in files:
        table = CsvFile(FILES[path.name], str(path), index)
        try:
            with path.open("rb") as content:
                yield from table.rows(content)
        except Unfit as unfit:
            yield unfit.at(str(path))
        except OSError as error:
            yield Origin(str(path)).error(Code.UNREADABLE, f"It cannot be read: {error.strerror}.")
        index = table.index


class CsvFile:
    """Reads one file of rows; `index` is that of the next row."""

    def __init__(self, kind: str, file: str, index: int) -> None:
        self.index = index
        self._kind, self._file = kind, file
        # Of the lines since the last record: those that are no text, and why.
        self._bad: list[tuple[int, Code, str]] = []

    def rows(self, content: IO[bytes]) -> Iterator[Found]:
        """Yield rows and errors; raises Unfit where the file cannot be read further."""
        records = self._records(content)
        number, header = next(records, (0, []))
        if not header:
            raise Unfit(Code.EMPTY, "The file has no header.")
        columns = list(read_header(self._kind, header, Origin(self._file, number)))
        unknown = [column for column in columns if isinstance(column, RowError)]
        if problems := list(self._told_bad(Origin(self._file))) or unknown:
            yield from problems
            return
        table = Table([column for column in columns if isinstance(column, Column)])
        for number, cells in records:
            yield from self._row(table, number, cells)
            self.index += 1

    def _row(self, table: Table, number: int, cells: list[str]) -> Iterator[Found]:
        origin = Origin(self._file, number, self._kind, None, self.index)
        if self._bad:
            yield from self._told_bad(origin)
            return
        if len(cells) != len(table):
            message = f"The line has {len(cells)} cells and the header {len(table)}."
            remedy = "Give each line as many cells as the header; quote a cell that holds a comma."
            yield origin.error(Code.SYNTAX, message, remedy=remedy, cell=",".join(cells))
            return
        origin = origin_of({"id": table.id_of(cells)}, self._kind, self._file, number, self.index)
        raw, problems = table.assemble(cells, origin)
        found = admit(self._kind, raw, origin, lambda path: (None, table.name_of(cells, path)))
        yield from problems
        yield from (item for item in found if isinstance(item, RowError) or not problems)

    def _told_bad(self, origin: Origin) -> Iterator[RowError]:
        for line, code, message in self._bad:
            yield origin.error(code, message, line=line)
        self._bad.clear()

    def _records(self, content: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
        """Yield each record that is not blank, and the line that it begins on."""
        records = csv.reader(self._lines(content), strict=True)
        begins = 1
        try:
            for cells in records:
                if any(map(str.strip, cells)) or self._bad:
                    yield begins, cells
                begins = records.line_num + 1
        except csv.Error as error:
            if self._bad:
                yield begins, []
            remedy = "Check the quotes from this line on: a quote within a quoted cell is written twice."
            raise Unfit(Code.SYNTAX, f"{error}.", remedy=remedy, line=begins) from None

    def _lines(self, content: IO[bytes]) -> Iterator[str]:
        number = offset = 0
        while line := content.readline(MAX_LINE + 1):
            number += 1
            if len(line) > MAX_LINE:
                raise Unfit(Code.TOO_LARGE, f"The line is longer than {MAX_LINE:,} bytes.", line=number)
            text = without_mark(line) if number == 1 else line
            if b"\x00" in text:
                self._bad.append((number, Code.SYNTAX, "The line holds a NUL byte."))
            try:
                yield text.decode()
            except UnicodeDecodeError as error:
                before = offset + len(line) - len(text)
                self._bad.append((number, Code.ENCODING, not_utf8(error, before)))
                yield text.decode(errors="replace")
            offset += len(line)
