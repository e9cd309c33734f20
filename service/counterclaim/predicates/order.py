"""Which of two events came first."""

from __future__ import annotations

from collections.abc import Mapping

from counterclaim.faults import Fault
from counterclaim.models import Id
from counterclaim.predicates.comparison import Background, Comparison, Relation
from counterclaim.predicates.family import Family, Form, InvalidValue, Topical, Value, family


class Precedence(Form):
    """The event that the subject came before."""

    before: Id


@family("order")
class Order(Family):
    """One topic for the two events, whichever is the subject."""

    orders = True
    form = Precedence
    example = {"before": "counterattack"}

    def names(self, value: Value) -> dict[str, tuple[str, ...]]:
        """The later event."""
        return {"before": ("event",)}

    def topical(self, subject: str, value: Value, separators: tuple[str, ...]) -> Topical:
        """The pair of events; the value says which is first. Raises InvalidValue if they are one."""
        if value["before"] == subject:
            fault = Fault("invalid", ("before",), "No event comes before itself.", "Name another event.", subject)
            raise InvalidValue([fault])
        one, other = sorted((subject, value["before"]))
        return Topical(one, {"other": other}, {"first": subject})

    def describe(self, value: Value, names: Mapping[str, str]) -> str:
        """The value as it was given, or as its topic reads it."""
        if "first" in value:
            return f"{names.get(value['first'], value['first'])} came first"
        return f"before {names.get(value['before'], value['before'])}"

    def compare(self, a: Value, b: Value, background: Background) -> Comparison:
        """A before B against B before A."""
        if a == b:
            return Comparison(Relation.EQUAL, "the same order")
        return Comparison(Relation.DISJOINT, f"{a['first']} came first against {b['first']} came first")
