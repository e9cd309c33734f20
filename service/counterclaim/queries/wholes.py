"""The actors and places that values name, with what they are part of: names, and the background of comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from counterclaim.graph import Reads
from counterclaim.predicates import Background


@dataclass(slots=True)
class Wholes:
    """Names by id, and what is part of what."""

    names: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    background: Background = field(default_factory=Background)

    def thing(self, one: str) -> dict[str, Any]:
        """A thing of which at least the id is known."""
        return {"id": one, "name": self.names.get(one, one), "kind": self.labels.get(one, "Place").lower()}

    def chain(self, one: str) -> list[dict[str, Any]]:
        """A thing, what it is part of, and so on to the top."""
        return [self.thing(step) for step in self.background.chain(one)]


async def wholes_of(graph: Reads, ids: Iterable[str | None]) -> Wholes:
    """What is known of the things with these ids and of all that they are part of."""
    asked = sorted({one for one in ids if one})
    if not asked:
        return Wholes()
    rows = await graph.read("wholes_named", ids=asked)
    parents = {row["id"]: row["wholes"][0] for row in rows if row["wholes"]}
    kinds = {row["id"]: row["kind"] for row in rows if row["kind"] and row["label"] == "Actor"}
    return Wholes(
        {row["id"]: row["name"] for row in rows},
        {row["id"]: row["label"] for row in rows},
        Background(parents, kinds),
    )
