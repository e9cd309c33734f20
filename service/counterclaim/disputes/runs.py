"""Runs: half-open stretches of time, as sorted lists that neither overlap nor touch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from counterclaim.disputes.grades import DISPUTED, Grade
from counterclaim.times import FUTURE

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


def include(runs: list[Run], start: int, end: int) -> None:
    """Add a run to a union, and keep it one."""
    first = bisect_left(runs, (start,))
    if first and runs[first - 1][1] >= start:
        first -= 1
        start = runs[first][0]
    last = bisect_right(runs, (end, FUTURE), first)
    if first < last and runs[last - 1][1] > end:
        end = runs[last - 1][1]
    runs[first:last] = [(start, end)]


def covers(runs: Sequence[Run], start: int, end: int) -> bool:
    """Whether a union holds all of a run."""
    if runs and runs[-1][0] <= start:
        return end <= runs[-1][1]
    index = bisect_right(runs, (start, FUTURE))
    return index > 0 and end <= runs[index - 1][1]


def pairs_that_meet(starts: Sequence[int], ends: Sequence[int]) -> int:
    """How many pairs share an instant, of runs that are not empty."""
    ends = sorted(ends)
    before = [bisect_right(ends, start) for start in starts]
    return len(starts) * (len(starts) - 1) // 2 - sum(before)


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
