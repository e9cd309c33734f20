"""The saved queries of Neo4j Browser: one statement a file, grouped in folders, and one zip of all of them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from counterclaim_cypher.reader import CypherFileError

TITLE = re.compile(r"// (\S.*)")
GROUP = "counterclaim"
"""What the folders' names begin with in Browser, so that they stand together among a user's own."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: the same files give the same bytes."""


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query that Browser lists under its `title` in a `folder`; `text` is the whole file, its title included."""

    folder: str
    name: str
    title: str
    text: str


def read_saved_query(folder: str, file: str, text: str) -> SavedQuery:
    """Read a saved query's file; raises CypherFileError where its first line is no title or no statement follows."""
    first, *rest = text.strip().splitlines() or [""]
    title = TITLE.fullmatch(first)
    if title is None:
        raise CypherFileError(f"{folder}/{file}: the first line is no title: `// What it answers`")
    if not any(line.strip() and not line.startswith("//") for line in rest):
        raise CypherFileError(f"{folder}/{file}: has no statement")
    return SavedQuery(folder, file.removesuffix(".cypher"), title[1], text.strip())


@cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """All saved queries by folder and name; raises CypherFileError."""
    folders = resources.files("counterclaim_cypher").joinpath("browser", "queries").iterdir()
    found = [
        read_saved_query(folder.name, file.name, file.read_text(encoding="utf-8"))
        for folder in folders
        for file in folder.iterdir()
    ]
    return tuple(sorted(found, key=lambda query: (query.folder, query.name)))


@cache
def saved_queries_zip() -> bytes:
    """The zip to drop on Browser; the same on every machine, so uncompressed."""
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_STORED) as archive:
        for query in saved_queries():
            entry = ZipInfo(f"{GROUP}/{query.folder}/{query.name}.cypher", EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, query.text + "\n")
    return content.getvalue()
