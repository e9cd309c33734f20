"""Runs: half-open stretches of time, as sorted lists that neither overlap nor touch."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.disputes.grades import DISPUTED, Grade

Run = tuple[int, int]


def merged(runs: Iterable[Run]) -> list[Run]:
    """The union of runs."""
    union: list[Run] = []
    for start, end in sorted(runs):
        if union and start <= union[-1][1]:
            if end > union[-1][1]:
                union[-1] = (union[-1][0], end)
        elif start < end:
            union.append((start, end))
    return union


def without(runs: list[Run], removed: list[Run]) -> list[Run]:
    """What of the runs lies in none of the removed ones; both sorted and disjoint."""
    rest: list[Run] = []
    first = 0
    for start, end in runs:
        while first < len(removed) and removed[first][1] <= start:
            first += 1
        cut = first
        while cut < len(removed) and removed[cut][0] < end:
            if start < removed[cut][0]:
                rest.append((start, removed[cut][0]))
            start = removed[cut][1]
            cut += 1
        if start < end:
            rest.append((start, end))
    return rest


def gravest(runs: dict[Grade, list[Run]]) -> list[tuple[int, int, Grade]]:
    """The gravest grade of each stretch of time in which there is one, in order of time."""
    taken: list[Run] = []
    timeline: list[tuple[int, int, Grade]] = []
    for grade in DISPUTED:
        own = merged(runs.get(grade, ()))
        timeline += [(start, end, grade) for start, end in without(own, taken)]
        taken = merged([*taken, *own])
    return sorted(timeline)
