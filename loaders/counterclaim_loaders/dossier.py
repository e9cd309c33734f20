"""Reads a dossier, whatever its format: yields its rows, each with where it stands, and an error for each bad one."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO

from counterclaim_loaders.csv_folder import csv_files, read_csv_folder
from counterclaim_loaders.json_lines import read_json_lines
from counterclaim_loaders.json_tree import JsonEvents
from counterclaim_loaders.row_errors import Code, Origin, Unfit
from counterclaim_loaders.rows import Found
from counterclaim_loaders.tree import Tree
from counterclaim_loaders.yaml_tree import YamlEvents


class Format(StrEnum):
    """The formats of a dossier in one file."""

    YAML = "yaml"
    JSON = "json"
    JSON_LINES = "jsonl"


SUFFIXES = {
    ".yaml": Format.YAML,
    ".yml": Format.YAML,
    ".json": Format.JSON,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
}
MEDIA_TYPES = {
    "application/yaml": Format.YAML,
    "application/x-yaml": Format.YAML,
    "text/yaml": Format.YAML,
    "application/json": Format.JSON,
    "application/jsonl": Format.JSON_LINES,
    "application/x-ndjson": Format.JSON_LINES,
}


def read(path: Path) -> Iterator[Found]:
    """Yield the rows of a dossier and the errors of the bad ones, in the order in which they stand.

    The format is that of the suffix; a folder is one of CSV. All but YAML are streamed. Nothing is raised: a source
    that cannot be read, or not further, ends with an error whose `row` is None.
    """
    file = str(path)
    try:
        if path.is_dir():
            yield from read_csv_folder(path)
        elif path.exists() and not path.is_file():
            yield Origin(file).error(Code.UNREADABLE, "It is no ordinary file.")
        elif (format := SUFFIXES.get(path.suffix.lower())) is None:
            yield Origin(file).error(Code.UNKNOWN_FORMAT, f"The suffix {path.suffix!r} is that of no format.")
        else:
            with path.open("rb") as content:
                yield from read_text(file, content, format)
    except Unfit as unfit:
        yield unfit.at(file)
    except OSError as error:
        yield Origin(file).error(Code.UNREADABLE, f"It cannot be read: {error.strerror}.")


def read_text(name: str, content: IO[bytes], format: Format) -> Iterator[Found]:
    """Yield what `read` yields, from bytes that somebody sent; `name` stands for the file in errors."""
    try:
        if format is Format.JSON_LINES:
            yield from read_json_lines(content, name)
        else:
            events = YamlEvents(content) if format is Format.YAML else JsonEvents(content)
            yield from Tree(events, name).rows()
    except Unfit as unfit:
        yield unfit.at(name)


def content_digest(path: Path) -> str:
    """Return the SHA-256 of a dossier in hex: of the file's bytes, or of the names and digests of a folder's CSV files.

    Errors: OSError.
    """
    if not path.is_dir():
        with path.open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    listing = "".join(f"{content_digest(file)}  {file.name}\n" for file in csv_files(path))
    return sha256(listing.encode()).hexdigest()
