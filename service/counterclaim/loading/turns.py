"""The transactions of a load, in turn with those of other writers: rows with their checkpoint, then disputes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import uuid4

from counterclaim.graph import Graph, Transaction
from counterclaim.loading.staging import Staged
from counterclaim.loading.write import Writer


class Position(NamedTuple):
    """How far a load is: rows that were looked at and rows written, the turn it had last, and whether it came at once.

    `as_checked`: no other writer has had a turn since the rows were checked.
    """

    done: int
    written: int
    turn: int
    as_checked: bool = True


class Turns:
    """Writes the rows of one load, a batch a transaction; `position` is how far it is."""

    def __init__(self, graph: Graph, writer: Writer, load: str, turn: int) -> None:
        """`turn` is the one that the load took before its rows were checked against the graph."""
        self.graph = graph
        self.writer = writer
        self.load = load
        self.run = uuid4().hex
        self.position = Position(0, 0, turn)

    async def write(
        self, rows: Sequence[Staged], kinds: Mapping[str, str], done: int, checkpoint: Mapping[str, Any]
    ) -> None:
        """Write rows of one kind, after which `done` are; raises Overtaken, and DatabaseError.

        `checkpoint`: what else the graph is to tell of the load so far.
        """
        before = self.position

        async def work(tx: Transaction) -> Position:
            turn = await take_turn(tx)
            as_checked = before.as_checked and turn == before.turn + 1
            if (stored := await self._stored(tx)) and (stored["run"], stored["done"]) == (self.run, done):
                # The database had committed when the connection broke.
                return Position(done, int(stored["written"]), turn, as_checked)
            written = before.written + await self.writer.write(tx, rows, kinds, as_checked=as_checked)
            properties = {**checkpoint, "run": self.run, "done": done, "written": written}
            await tx.run("write_load", id=self.load, properties=properties)
            return Position(done, written, turn, as_checked)

        self.position = await self.graph.write("load_rows", work)

    async def _stored(self, tx: Transaction) -> Mapping[str, Any] | None:
        """The checkpoint in the graph, if a load of this content wrote rows."""
        found = await tx.run("load", id=self.load)
        return found[0]["load"] if found and "run" in found[0]["load"] else None


async def take_turn(tx: Transaction) -> int:
    """Wait until no other writer is at work, and keep others waiting until the transaction ends; gives the turn."""
    return int((await tx.run("take_turn"))[0]["turn"])
