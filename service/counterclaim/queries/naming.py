"""Finds the thing that a text names: by its id, or by its name or one of its aliases."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from counterclaim.answers import Kind, Thing
from counterclaim.graph import Reads, Row
from counterclaim.names import folded
from counterclaim.queries.refusals import Ambiguous, InvalidQuestion, NotFound

SUBJECTS = (Kind.EVENT, Kind.PLACE, Kind.ACTOR)
LONGEST = 1_000
"""Characters of a name, as in a dossier."""
SUGGESTED = 3
LONGEST_ALIKE = 60
"""Characters of a name for which others like it are looked for; it costs the square of their number."""
ALIKE = 2_000
"""Names that are looked through for suggestions."""


class Asked(NamedTuple):
    """A text that names a thing, and the kinds that fit there."""

    text: str
    kinds: Sequence[Kind] = SUBJECTS


def thing(found: Sequence[Any]) -> dict[str, Any]:
    """A thing, as answers have it, from its id, name and label."""
    return {"id": found[0], "name": found[1], "kind": found[2].lower()}


def source(found: Sequence[Any]) -> dict[str, Any]:
    """An actor, as answers have it, from its id, name, kind and reliability."""
    return {"id": found[0], "name": found[1], "kind": found[2], "reliability": found[3]}


async def resolve(graph: Reads, text: str, kinds: Sequence[Kind] = SUBJECTS) -> Thing:
    """The one thing of these kinds that the text names; raises NotFound, Ambiguous, InvalidQuestion."""
    return (await resolve_all(graph, [Asked(text, kinds)]))[0]


async def resolve_all(graph: Reads, asked: Sequence[Asked]) -> list[Thing]:
    """What each text names, in one look-up; raises NotFound, Ambiguous, InvalidQuestion."""
    if not asked:
        return []
    for text in {one.text for one in asked}:
        if len(text) > LONGEST:
            raise InvalidQuestion("The name is too long.", remedy=f"Names have {LONGEST} characters at most.")
    names = [{"text": text, "folded": folded(text)} for text in sorted({one.text for one in asked})]
    rows = await graph.read("things_named", names=names)
    return [await _chosen(graph, one, [row for row in rows if row["text"] == one.text]) for one in asked]


async def _chosen(graph: Reads, asked: Asked, rows: Sequence[Row]) -> Thing:
    found = [Thing.model_validate(thing((row["id"], row["name"], row["label"]))) for row in rows]
    fitting = sorted((one for one in found if one.kind in asked.kinds), key=lambda one: one.id)
    for one in fitting:
        if one.id == asked.text:
            return one
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise Ambiguous(f"{asked.text!r} names {len(fitting)} things.", fitting)
    kinds = " or ".join(asked.kinds)
    if found:
        raise NotFound(f"{asked.text!r} is no {kinds}, but the {found[0].kind} {found[0].id}.")
    raise NotFound(f"There is no {kinds} {asked.text!r}.", await _alike(graph, asked.text))


async def _alike(graph: Reads, text: str) -> list[str]:
    """Names much like a text, of those that begin with the same two letters."""
    sought = folded(text)
    if not 1 < len(sought) <= LONGEST_ALIKE:
        return []
    rows = await graph.read("names_beginning", beginning=sought[:2], limit=ALIKE)
    alike = [row["found"] for row in rows if len(row["found"]) <= 2 * LONGEST_ALIKE]
    return get_close_matches(sought, alike, n=SUGGESTED, cutoff=0.6)
