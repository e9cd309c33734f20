"""The order of events: the fewest edges that say what is dated before what, and the rings in what is stated."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from counterclaim.times import Time

PRECEDES = "precedes"
"""Predicate of the topics that stand for the dated order within a place or a parent event."""


class Ring(NamedTuple):
    """Stated orders that cannot all be true: events, each said to be before the next and the last before the first.

    `path`: the events, from the smallest id. `statements`: all that state one of the steps, sorted.
    """

    path: tuple[str, ...]
    statements: tuple[str, ...]


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


def rings(edges: Iterable[tuple[str, str, str]], events: Iterable[str]) -> list[Ring]:
    """Return the shortest ring through each of the events among stated orders (before id, after id, statement id).

    Of equally short ones it is the smallest, read from the event. A ring through several of the events is given once;
    an event stated to be before itself is a ring of one. Sorted; the same whatever the order of the edges. Cost: the
    edges, for each event, and sorting what follows an event.
    """
    stated: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for before, after, statement in edges:
        stated[before][after].add(statement)
    followers = {before: sorted(afters) for before, afters in stated.items()}
    paths = {_from_smallest(path) for event in events if (path := _ring(followers, event))}
    return [
        Ring(path, tuple(sorted(set[str]().union(*(stated[before][after] for before, after in steps_of(path))))))
        for path in sorted(paths)
    ]


def steps_of(path: Sequence[str]) -> list[tuple[str, str]]:
    """Return the steps of a ring as (before id, after id)."""
    return list(zip(path, (*path[1:], path[0]), strict=True))


def _ring(followers: Mapping[str, Sequence[str]], event: str) -> list[str] | None:
    """Search breadth first for the shortest way from an event back to itself, of these the smallest."""
    came_from = {event: event}
    queue = deque([event])
    while queue:
        here = queue.popleft()
        for after in followers.get(here, ()):
            if after == event:
                path = [here]
                while path[-1] != event:
                    path.append(came_from[path[-1]])
                return path[::-1]
            if after not in came_from:
                came_from[after] = here
                queue.append(after)
    return None


def _from_smallest(path: Sequence[str]) -> tuple[str, ...]:
    first = path.index(min(path))
    return (*path[first:], *path[:first])
