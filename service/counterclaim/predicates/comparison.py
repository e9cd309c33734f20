"""What comparing two values gives, and the two kinds of knowledge a comparison may need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from counterclaim.models import ActorKind


class Relation(StrEnum):
    """How two values stand to each other."""

    EQUAL = "equal"
    REFINES = "refines"  # the one says all that the other says, and more
    COMPATIBLE = "compatible"
    MAYBE = "maybe"  # both can be true, but are not usually meant so
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


class Comparison(NamedTuple):
    """A relation and why it holds; `stronger` says which value, "a" or "b", refines the other."""

    relation: Relation
    reason: str
    stronger: str | None = None

    def swapped(self) -> Comparison:
        """The same comparison, seen from the other value."""
        return self._replace(stronger={"a": "b", "b": "a"}.get(self.stronger or ""))


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of the actors and places that values name: what each is part of, and the kinds of actors."""

    parents: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def chain(self, member: str) -> Iterator[str]:
        """The member, what it is part of, and so on to the top."""
        seen: set[str] = set()
        step: str | None = member
        while step is not None and step not in seen:
            seen.add(step)
            yield step
            step = self.parents.get(step)

    def within(self, member: str, whole: str) -> bool:
        """Whether the member is the whole or a part of it."""
        return whole in self.chain(member)

    def side(self, actor: str) -> str:
        """The topmost state or coalition that the actor is part of, or itself."""
        sided = [one for one in self.chain(actor) if self.kinds.get(one) in (ActorKind.STATE, ActorKind.COALITION)]
        return sided[-1] if sided else actor
