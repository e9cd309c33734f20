"""The order of events: the fewest edges that say what is dated before what, and the cycles in what is stated."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import networkx

from counterclaim.times import Time

PRECEDES = "precedes"
"""Predicate of the topics that stand for the dated order within a place or a parent event."""


class Cycle(NamedTuple):
    """Stated orders that cannot all be true: a ring of events, each said to be before the next.

    `path`: the events of one shortest ring, from its smallest id.
    `statements`: all that state one of its steps, sorted.
    `component`: all events that stated orders put both before and after each other, sorted; the ring lies within.
    `component_statements`: all statements that order two events of the component, sorted.
    """

    path: tuple[str, ...]
    statements: tuple[str, ...]
    component: tuple[str, ...]
    component_statements: tuple[str, ...]


def reduction(events: Sequence[tuple[str, Time]]) -> list[tuple[str, str]]:
    """Return the transitive reduction of "definitely before" as (before id, after id), in order of time, ties by id.

    `b` follows `a` directly if it starts when `a` has ended, and nothing that starts from there on ends before `b`
    starts. Sorted by earliest start, the followers of each event are one run: from the first that starts after its
    end, until the earliest end among those. Cost n log n and the edges; these are many where many events follow many.
    """
    ordered = sorted(events, key=lambda event: (event[1].earliest_start, event[1].latest_end, event[0]))
    starts = [time.earliest_start for _, time in ordered]
    ends = _earliest_ends(ordered)
    edges: list[tuple[str, str]] = []
    for before, time in ordered:
        first = bisect_left(starts, time.latest_end)
        if first < len(starts):
            beyond = bisect_left(starts, ends[first], lo=first)
            edges.extend((before, after) for after, _ in ordered[first:beyond])
    return edges


def _earliest_ends(ordered: Sequence[tuple[str, Time]]) -> list[int]:
    """Return for each event the earliest `latest_end` among it and all after it."""
    ends = [time.latest_end for _, time in ordered]
    for index in range(len(ends) - 2, -1, -1):
        ends[index] = min(ends[index], ends[index + 1])
    return ends


def cycles(edges: Iterable[tuple[str, str, str]]) -> list[Cycle]:
    """Return the cycles among stated orders (before id, after id, statement id): one for each tangled group of events.

    One entry a strongly connected component, sorted by path, so that the output is no longer than the input; the same
    whatever the order of the edges. An event stated to be before itself is a ring of one.
    """
    graph = networkx.DiGraph()
    for before, after, statement in edges:
        graph.add_edge(before, after)
        graph[before][after].setdefault("statements", set()).add(statement)
    return sorted(_cycle(graph, component) for component in _tangled(graph))


def _tangled(graph: networkx.DiGraph) -> list[set[str]]:
    """Return the strongly connected components that hold a cycle."""
    components = networkx.strongly_connected_components(graph)
    return [part for part in components if len(part) > 1 or graph.has_edge(*part, *part)]


def _cycle(graph: networkx.DiGraph, component: set[str]) -> Cycle:
    path = _shortest(graph, component)
    steps = zip(path, (*path[1:], path[0]), strict=True)
    statements = set[str]().union(*(graph[before][after]["statements"] for before, after in steps))
    within = graph.subgraph(component).edges(data="statements")
    tangled = set[str]().union(*(stated for _, _, stated in within))
    return Cycle(path, tuple(sorted(statements)), tuple(sorted(component)), tuple(sorted(tangled)))


def _shortest(graph: networkx.DiGraph, component: set[str]) -> tuple[str, ...]:
    """Return the shortest ring in a component, of these the smallest.

    A ring is found from its smallest event; what is left without that event falls apart into smaller components.
    """
    best: tuple[str, ...] | None = None
    parts = [component]
    while parts:
        part = parts.pop()
        smallest = min(part)
        path = _ring(graph, part, smallest, len(best) if best else len(part))
        if path and (best is None or (len(path), path) < (len(best), best)):
            best = path
        parts.extend(_tangled(graph.subgraph(part - {smallest})))
    if best is None:
        raise ValueError("a component without a cycle")
    return best


def _ring(graph: networkx.DiGraph, part: set[str], start: str, longest: int) -> tuple[str, ...] | None:
    """Search breadth first for the shortest way from an event back to itself, of these the smallest."""
    queue: deque[tuple[str, ...]] = deque([(start,)])
    seen = {start}
    while queue:
        path = queue.popleft()
        if len(path) > longest:
            return None
        followers = graph[path[-1]]
        if start in followers:
            return path
        fresh = sorted(event for event in followers if event in part and event not in seen)
        seen.update(fresh)
        queue.extend((*path, event) for event in fresh)
    return None
