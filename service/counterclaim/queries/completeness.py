"""Whether an answer rests on a topic that a load has touched and whose dispute is not computed again yet."""

from __future__ import annotations

from collections.abc import Collection

from counterclaim.answers import Kind, Thing
from counterclaim.graph import Reads, Row
from counterclaim.order import PRECEDES

LOOKED_AT = 50
"""Stale topics that are looked at; where there are more, a load is in full swing, and no answer is called complete."""


class Stale:
    """The stale topics, and whether what was asked about may be touched by them."""

    def __init__(self, rows: list[Row], *, anchored: bool) -> None:
        self.rows = rows
        self.many = len(rows) >= LOOKED_AT
        self.anchored = anchored

    def disputes_complete(self) -> bool:
        """Whether no dispute can still come or go in a list: for one thing, none that touches it."""
        if self.many:
            return False
        return not any(row["near"] or not self.anchored for row in self.rows if row["predicate"] != PRECEDES)

    def topic_complete(self, topic: str) -> bool:
        """Whether a topic's dispute is computed."""
        return not self.many and all(row["id"] != topic for row in self.rows)

    def order_complete(self, scopes: Collection[str]) -> bool:
        """Whether the dated order within places and parent events is computed."""
        return not self.many and not any(row["predicate"] == PRECEDES and row["subject"] in scopes for row in self.rows)


async def stale_near(graph: Reads, about: Thing | None = None) -> Stale:
    """The stale topics as they concern a thing, or everything; what names an actor does not touch it.

    They speak for what is read after them: a mark goes in the transaction that writes the dispute.
    """
    id = about.id if about else ""
    named = id if about and about.kind != Kind.ACTOR else ""
    return Stale(await graph.read("stale_near", about=id, named=named, limit=LOOKED_AT), anchored=about is not None)
