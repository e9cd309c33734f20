"""Cycles among the links of rows: what they are part of, rest on or revise must lead to an end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence

import networkx

from counterclaim.graph import Row, batches

LOOKUP = 2_000
"""Ids asked of the graph at once."""


async def chains(steps: Callable[[Sequence[str]], Awaitable[Sequence[Row]]], ids: Iterable[str]) -> networkx.DiGraph:
    """All links of the graph that lead on from rows, up to the end, from part to whole.

    `steps` reads the links that leave rows (`links_from`). No link is followed twice, however many ways lead there.
    """
    network = networkx.DiGraph()
    seen = set(ids)
    frontier = sorted(seen)
    while frontier:
        found = [row for some in batches(frontier, LOOKUP) for row in await steps(some)]
        network.add_edges_from((row["part"], row["whole"]) for row in found)
        frontier = sorted({row["whole"] for row in found} - seen)
        seen.update(frontier)
    return network


def tangles(network: networkx.DiGraph) -> list[set[str]]:
    """The rows that lie on cycles, each cycle within one of the sets."""
    return [part for part in networkx.strongly_connected_components(network) if len(part) > 1]
