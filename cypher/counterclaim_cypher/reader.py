"""Reads .cypher files: queries, each with name, purpose, access and parameters in its head, and numbered migrations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal, cast

HEAD = re.compile(r"//\s*(\w+):\s*(.*)")
PARAMETER = re.compile(r"\$(\w+)")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|//[^\n]*")
MIGRATION = re.compile(r"V(\d{4})__(\w+)\.cypher")
KEYS = ("name", "purpose", "access", "parameters")
OPTIONAL = ("requires",)

Access = Literal["read", "write"]


class CypherFileError(Exception):
    """A .cypher file whose head and text don't fit."""


@dataclass(frozen=True, slots=True)
class Query:
    """One statement: `access` says which door it goes through, `parameters` what it must be given.

    `requires` names the capability without which an engine can't run it.
    """

    name: str
    purpose: str
    access: Access
    parameters: frozenset[str]
    text: str
    requires: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One statement of a migration, and the capability without which it is left out."""

    text: str
    requires: str | None


@dataclass(frozen=True, slots=True)
class Migration:
    """A numbered change of the schema; `checksum` tells whether it was altered after it ran."""

    version: str
    description: str
    checksum: str
    steps: tuple[Step, ...]


@cache
def queries() -> dict[str, Query]:
    """All queries by name; raises CypherFileError."""
    files = _cypher_files("queries")
    return {query.name: query for query in (read_query(file.name, file.read_text(encoding="utf-8")) for file in files)}


def read_query(file: str, text: str) -> Query:
    """Read a query's file; raises CypherFileError where head, file name and text disagree."""
    head = dict(_head(text))
    if missing := [key for key in KEYS if key not in head]:
        raise CypherFileError(f"{file}: the head has no `// {missing[0]}: ...`")
    if unknown := sorted(set(head) - {*KEYS, *OPTIONAL}):
        raise CypherFileError(f"{file}: the head has an unknown key {unknown[0]}")
    if head["name"] != file.removesuffix(".cypher"):
        raise CypherFileError(f"{file}: the head names it {head['name']}")
    if head["access"] not in ("read", "write"):
        raise CypherFileError(f"{file}: access is read or write, not {head['access']}")
    declared = frozenset(re.findall(r"\w+", head["parameters"]))
    used = frozenset(PARAMETER.findall(QUOTED.sub("", text)))
    if declared != used:
        raise CypherFileError(f"{file}: declares the parameters {sorted(declared)} and uses {sorted(used)}")
    access = cast(Access, head["access"])
    return Query(head["name"], head["purpose"], access, declared, _body(text), head.get("requires"))


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations in order; raises CypherFileError."""
    return tuple(read_migration(file.name, file.read_text(encoding="utf-8")) for file in _cypher_files("migrations"))


def read_migration(file: str, text: str) -> Migration:
    """Read a migration: statements that end in `;`, each perhaps after `// requires: capability`."""
    name = MIGRATION.fullmatch(file)
    if name is None:
        raise CypherFileError(f"{file}: a migration is named V0001__words.cypher")
    pieces = [piece for piece in text.split(";\n") if _body(piece)]
    steps = tuple(Step(_body(piece), dict(_head(piece)).get("requires")) for piece in pieces)
    return Migration(name[1], name[2].replace("_", " "), sha256(text.encode()).hexdigest(), steps)


def _cypher_files(folder: str) -> list[Traversable]:
    found = resources.files("counterclaim_cypher").joinpath(folder).iterdir()
    return sorted((file for file in found if file.name.endswith(".cypher")), key=lambda file: file.name)


def _head(text: str) -> list[tuple[str, str]]:
    """The leading comment lines of the form `// key: value`."""
    pairs = []
    for line in text.strip().splitlines():
        if not line.startswith("//"):
            break
        if found := HEAD.fullmatch(line.strip()):
            pairs.append((found[1], found[2].strip()))
    return pairs


def _body(text: str) -> str:
    """The statement without its head."""
    lines = text.strip().splitlines()
    while lines and (lines[0].startswith("//") or not lines[0].strip()):
        lines.pop(0)
    return "\n".join(lines).strip().removesuffix(";")
