"""Who holds a place and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import model_validator

from counterclaim.models import Id, Polarity
from counterclaim.predicates.comparison import Background, Comparison, Relation
from counterclaim.predicates.family import Family, Form, Position, Value, family
from counterclaim.predicates.matrix import Matrix, check_diagonal, read_matrix

STATUSES = ("control", "presence", "absent", "contested")

WORDS = {"control": "of", "presence": "in", "absent": "from", "contested": "in"}


class Holding(Form):
    """A party's status in a place, and in how much of it; contested names no party."""

    status: Literal["control", "presence", "absent", "contested"]
    party: Id | None = None
    extent: Literal["all", "part", "outskirts"] = "all"

    @model_validator(mode="after")
    def _party(self) -> Holding:
        if (self.status == "contested") == (self.party is not None):
            raise ValueError("contested names no party" if self.party else f"{self.status} needs a party")
        return self


@family("territory")
class Territory(Family):
    """The matrix of the data file for the whole of a place, then the rules for parts and outskirts."""

    settings = ("same_side", "opponents")
    covers_parts = True
    form = Holding
    example = {"party": "ukraine", "status": "presence", "extent": "part"}

    def configure(self, settings: Mapping[str, Any]) -> None:
        """`same_side` and `opponents`: a matrix of relations each, over the statuses."""
        self.same = read_matrix(settings, "same_side", STATUSES)
        self.opponents = read_matrix(settings, "opponents", STATUSES)
        check_diagonal(self.same, "same_side")
        _check_refining(self.same, "same_side")
        _check_refining(self.opponents, "opponents")

    def names(self, value: Value) -> dict[str, tuple[str, ...]]:
        """The party is an actor."""
        return {"party": ("actor",)} if "party" in value else {}

    def side(self, value: Value, background: Background) -> Value:
        """Parties of one side that say the same are on one side of the dispute."""
        return {**value, "party": background.side(value["party"])} if "party" in value else value

    def covers(self, polarity: Polarity, value: Value) -> bool:
        """All of a place is all of each place within; what is denied of all may hold of some."""
        return polarity == Polarity.ASSERTS and bool(value["extent"] == "all")

    def describe(self, value: Value, names: Mapping[str, str]) -> str:
        """As in: Ukraine: presence in part."""
        status, extent = value["status"], value["extent"]
        if extent == "outskirts":
            phrase = f"{status} {WORDS[status].replace('in', 'on')} the outskirts"
        else:
            phrase = f"{status} {WORDS[status]} {extent}"
        return f"{names.get(value['party'], value['party'])}: {phrase}" if "party" in value else phrase

    def position(self, value: Value, background: Background) -> Position:
        """By status and extent; contested lies apart from all sides."""
        return Position(
            f"{value['status']} {value['extent']}", background.side(value["party"]) if "party" in value else ""
        )

    def compare(self, a: Value, b: Value, background: Background) -> Comparison:
        """The cell of the matrix, then the extents."""
        same = "party" not in a or "party" not in b or background.side(a["party"]) == background.side(b["party"])
        relation = (self.same if same else self.opponents)[a["status"], b["status"]]
        parties = "one side" if same else "opponents"
        cell = f"{a['status']} ({a['extent']}) against {b['status']} ({b['extent']}), {parties}: {relation}"
        if relation in (Relation.EQUAL, Relation.REFINES):
            return _agreeing(a, b, relation, cell)
        return _opposed({a["extent"], b["extent"]}, relation, cell)


def _check_refining(matrix: Matrix, key: str) -> None:
    """Control says more than what it refines; for other cells nobody knows which says more."""
    for cell, relation in matrix.items():
        if relation == Relation.REFINES and cell.count("control") != 1:
            raise ValueError(f"{key} can say refines only of control and another, not of {' and '.join(cell)}")
        if relation == Relation.EQUAL and key == "opponents" and cell != ("contested", "contested"):
            raise ValueError(f"{key} cannot say that what two opponents do is equal: {cell[0]}")


def _agreeing(a: Value, b: Value, relation: Relation, cell: str) -> Comparison:
    """Of two that agree on the whole, the one that implies the other refines it."""
    extents = a["extent"], b["extent"]
    if extents[0] == extents[1]:
        stronger = None if relation == Relation.EQUAL else "a" if a["status"] == "control" else "b"
        return Comparison(relation, cell, stronger)
    if "outskirts" in extents:
        return Comparison(Relation.MAYBE, f"{cell}; maybe, as just one speaks of the outskirts")
    stronger = "a" if extents[0] == "all" else "b"
    weaker_says_more = relation == Relation.REFINES and (a if stronger == "a" else b)["status"] != "control"
    if weaker_says_more:
        return Comparison(Relation.COMPATIBLE, f"{cell}; compatible, as neither implies the other")
    return Comparison(Relation.REFINES, f"{cell}; the one of all implies the one of part", stronger)


def _opposed(extents: set[str], relation: Relation, cell: str) -> Comparison:
    if relation in (Relation.DISJOINT, Relation.MAYBE):
        if "all" not in extents:
            return Comparison(Relation.COMPATIBLE, f"{cell}; compatible, as neither speaks of all")
        if "outskirts" in extents:
            return Comparison(Relation.MAYBE, f"{cell}; maybe, as one speaks of the outskirts")
    return Comparison(relation, cell)
