"""What a row names: every reference, the field it stands in and the kinds that fit there. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from counterclaim.loading.derive import Given
from counterclaim.predicates import TEXT, Registry

SUBJECTS = ("event", "place", "actor")
"""What a statement may be about, if nothing is known of its predicate."""
WHOLES = {"actor": "part_of", "place": "part_of", "event": "part_of"}
"""The fields that link a row to rows of its own kind, beside a statement's derived_from and revises."""


class Reference(NamedTuple):
    """A row that another one names, and the kinds it may have."""

    field: str
    id: str
    kinds: tuple[str, ...]


def references(kind: str, row: Given, registry: Registry) -> Iterator[Reference]:
    """All that a row names, what the value of a statement names last.

    Raises UnknownPredicate or InvalidValue there, so that all else is known of a statement whose value is wrong.
    """
    if kind == "document":
        yield from _single(row, "publisher", "actor")
    elif kind in WHOLES:
        yield from _single(row, "part_of", kind)
        yield from _each(row, "located_at", "place", "place")
        yield from _each(row, "involves", "actor", "actor")
    else:
        yield from _of_statement(row, registry)


def _of_statement(row: Given, registry: Registry) -> Iterator[Reference]:
    predicate = registry.predicates.get(row.get("predicate", TEXT))
    yield Reference("about", row["about"], predicate.subjects if predicate else SUBJECTS)
    for claimant in row["claimant"]:
        yield Reference("claimant", claimant, ("actor",))
    yield from _each(row, "relayed_by", "actor", "actor")
    yield from _each(row, "located_at", "place", "place")
    yield from _each(row, "in", "document", "document")
    for origin in row.get("derived_from", ()):
        yield Reference("derived_from", origin, ("statement", "document"))
    for revised in row.get("revises", ()):
        yield Reference("revises", revised, ("statement",))
    predicate = registry[row.get("predicate")]
    value = registry.read(predicate.name, row.get("value"))
    for field, kinds in predicate.family.names(value).items():
        yield Reference(f"value.{field}", value[field], kinds)


def _single(row: Given, field: str, kind: str) -> Iterator[Reference]:
    if field in row:
        yield Reference(field, row[field], (kind,))


def _each(row: Given, field: str, key: str, kind: str) -> Iterator[Reference]:
    for position, piece in enumerate(row.get(field, ())):
        yield Reference(f"{field}.{position}.{key}", piece[key], (kind,))


def links(kind: str, row: Given) -> list[str]:
    """The rows of its own kind that a row rests on, which are written before it."""
    if kind in WHOLES:
        return [row["part_of"]] if "part_of" in row else []
    return [*row.get("derived_from", ()), *row.get("revises", ())]
