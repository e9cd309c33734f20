"""Where somebody or something is."""

from __future__ import annotations

from collections.abc import Mapping

from counterclaim.models import Extent, Id
from counterclaim.predicates.comparison import Background, Comparison, Relation
from counterclaim.predicates.family import Family, Form, Position, Value, family

INSIDE = {Extent.ALL, Extent.PART}

PHRASES = {"all": "in", "part": "in part of", "outskirts": "on the outskirts of", "near": "near"}


class Spot(Form):
    """A place and how it is meant: anywhere in it, in a part of it, at its edge, or outside and close by."""

    place: Id
    extent: Extent = Extent.ALL


@family("whereabouts")
class WhereaboutsFamily(Family):
    """Containment in the place tree."""

    form = Spot
    bare = "place"
    example = {"place": "berdin", "extent": "outskirts"}

    def names(self, value: Value) -> dict[str, tuple[str, ...]]:
        """The place."""
        return {"place": ("place",)}

    def describe(self, value: Value, names: Mapping[str, str]) -> str:
        """As in: on the outskirts of Berdin."""
        return f"{PHRASES[value['extent']]} {names.get(value['place'], value['place'])}"

    def position(self, value: Value, background: Background) -> Position:
        """By extent, in the tree of places."""
        return Position(value["extent"], value["place"])

    def compare(self, a: Value, b: Value, background: Background) -> Comparison:
        """One place: by extent; one within the other: the lower refines; apart: disjoint, unless near or at an edge."""
        if a["place"] == b["place"]:
            return _same_place(a["extent"], b["extent"])
        if background.within(a["place"], b["place"]):
            return _contained(a["extent"], b["extent"])
        if background.within(b["place"], a["place"]):
            return _contained(b["extent"], a["extent"]).swapped()
        return _apart(a["extent"], b["extent"])


def _same_place(a: str, b: str) -> Comparison:
    if a == b:
        return Comparison(Relation.EQUAL, "the same place and extent")
    if {a, b} == INSIDE:
        return Comparison(Relation.REFINES, "a part lies within the place", "a" if a == Extent.PART else "b")
    if Extent.NEAR in (a, b) and Extent.OUTSKIRTS not in (a, b):
        return Comparison(Relation.DISJOINT, "the one is inside, the other outside")
    return Comparison(Relation.MAYBE, "the one is at the edge")


def _apart(a: str, b: str) -> Comparison:
    """Neither place contains the other."""
    if Extent.NEAR in (a, b):
        return Comparison(Relation.COMPATIBLE, "what is near the one place may be in the other")
    if Extent.OUTSKIRTS in (a, b):
        return Comparison(Relation.MAYBE, "neither place contains the other, but one is meant at its edge")
    return Comparison(Relation.DISJOINT, "neither place contains the other")


def _contained(lower: str, upper: str) -> Comparison:
    """The lower place lies in the upper one."""
    if upper == Extent.NEAR and lower in INSIDE:
        return Comparison(Relation.DISJOINT, "the one is inside, the other outside the larger place")
    if upper == Extent.ALL and lower in INSIDE:
        return Comparison(Relation.REFINES, "the one place lies within the other", "a")
    return Comparison(Relation.COMPATIBLE, "the one place lies within the other, its extent leaves both possible")
