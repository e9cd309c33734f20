"""Who holds a role."""

from __future__ import annotations

from collections.abc import Mapping

from counterclaim.models import Id, Name
from counterclaim.predicates.comparison import Background, Comparison, Relation
from counterclaim.predicates.family import Family, Form, Position, Value, family


class Holder(Form):
    """An actor and the role it holds."""

    actor: Id
    role: Name | None = None


@family("role")
class Role(Family):
    """The same actor, a part of it, or another one."""

    form = Holder
    bare = "actor"
    example = {"actor": "sever", "role": "attacker"}

    def names(self, value: Value) -> dict[str, tuple[str, ...]]:
        """The actor."""
        return {"actor": ("actor",)}

    def describe(self, value: Value, names: Mapping[str, str]) -> str:
        """As in: Sever group of forces, as attacker."""
        actor = names.get(value["actor"], value["actor"])
        return f"{actor}, as {value['role']}" if "role" in value else actor

    def position(self, value: Value, background: Background) -> Position:
        """By role, in the tree of actors."""
        return Position(value.get("role", ""), value["actor"])

    def compare(self, a: Value, b: Value, background: Background) -> Comparison:
        """Another actor is disjoint; where a role can be held by several, the predicate is not functional."""
        if a.get("role") != b.get("role"):
            return Comparison(Relation.UNKNOWN, "the role differs")
        if a["actor"] == b["actor"]:
            return Comparison(Relation.EQUAL, "the same actor")
        if background.within(a["actor"], b["actor"]):
            return Comparison(Relation.REFINES, f"{a['actor']} is part of {b['actor']}", "a")
        if background.within(b["actor"], a["actor"]):
            return Comparison(Relation.REFINES, f"{b['actor']} is part of {a['actor']}", "b")
        return Comparison(Relation.DISJOINT, "two actors, neither part of the other")
