"""Comparing raw values of the default predicates, against what the design says of them."""

from __future__ import annotations

from typing import Any

from counterclaim.models import ActorKind, Polarity
from counterclaim.predicates import Background, Comparison, Registry, load_registry

REGISTRY = load_registry()
STATUSES = ("control", "presence", "absent", "contested")
EXTENTS = ("all", "part", "outskirts")
ASSERTS, DENIES = Polarity.ASSERTS, Polarity.DENIES
BACKGROUND = Background(
    parents={
        "brigade": "ukraine",
        "battalion": "brigade",
        "ukraine": "allies",
        "corps": "russia",
        "berdin": "sudzha",
        "sudzha": "kursk",
        "guevo": "kursk",
    },
    kinds={"ukraine": ActorKind.STATE, "allies": ActorKind.COALITION, "russia": ActorKind.STATE},
)


def compare(
    predicate: str,
    a: Any,
    b: Any,
    *,
    denies: str = "",
    background: Background = BACKGROUND,
    registry: Registry = REGISTRY,
) -> Comparison:
    """Compare two raw values; `denies` names those that are denied, as in "a" or "ab"."""
    claims = [
        (DENIES if name in denies else ASSERTS, registry.read(predicate, raw)) for name, raw in (("a", a), ("b", b))
    ]
    there = registry[predicate].compare(claims[0], claims[1], background)
    back = registry[predicate].compare(claims[1], claims[0], background)
    assert (there.relation, there.stronger) == (back.relation, back.swapped().stronger), "it depends on the order"
    assert there.reason
    return there


def holding(status: str, party: str, extent: str = "all") -> dict[str, Any]:
    return {"status": status, "extent": extent} | ({} if status == "contested" else {"party": party})
