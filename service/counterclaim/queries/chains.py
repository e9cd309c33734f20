"""Following edges from node to node, one look-up a step: no path is walked twice, however many lead there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence

from counterclaim.graph import Row

STEPS = 50
"""Steps that are followed from where it begins."""
EDGES = 10_000
"""Edges that are looked at for one answer."""


async def followed(
    step: Callable[[Sequence[str], int], Awaitable[Sequence[Row]]],
    starts: Iterable[str],
    onward: Callable[[Row], str | None],
) -> tuple[list[Row], bool]:
    """The rows of all edges that can be reached from some ids, the nearest first, and whether that is all of them.

    `step` reads the edges that leave ids, so many at most; `onward` tells where to go on from a row, if anywhere.
    """
    rows: list[Row] = []
    frontier = sorted(set(starts))
    seen = set(frontier)
    for _ in range(STEPS):
        if not frontier or len(rows) >= EDGES:
            break
        found = await step(frontier, EDGES - len(rows))
        rows += found
        frontier = sorted({id for row in found if (id := onward(row)) is not None} - seen)
        seen.update(frontier)
    return rows, not frontier and len(rows) < EDGES
