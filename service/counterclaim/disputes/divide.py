"""Divide the statements of a topic so that what makes no pair is told by whole parts.

Claims without a rival are left out. The others are halved, and halved again, by the gate that keeps most pairs apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from counterclaim.disputes.rivals import Contest
from counterclaim.disputes.runs import pairs_that_meet
from counterclaim.disputes.stance import Stance

BLOCK = 1_024
"""Statements whose masks are held as one; wider masks cost more time and memory than more blocks."""

NEAR = 5
"""Parts sorted by start that each meets after it, on average, from which on time alone does not keep enough apart."""

SAMPLE = 32
"""Statements that tell how the others are best halved."""

ABOVE = "~above"
"""The bond of those that are about a place above; no id is like it."""

Bonds = Callable[[Stance], frozenset[str]]
"""What ties a statement: two that have a bond in common make no pair."""

by_start = attrgetter("time.earliest_start")
# Last what ends last, so that what goes on for long is not among what does not.
by_end = attrgetter("time.latest_end", "time.earliest_start")
by_known = attrgetter("known_to", "known_from")


def divided(stances: Sequence[Stance], contest: Contest) -> Iterable[Sequence[Stance]]:
    """Parts of statements that are sorted by start, as they come if the times of few parts meet then."""
    parts = [stances[start : start + BLOCK] for start in range(0, len(stances), BLOCK)]
    starts = [part[0].time.earliest_start for part in parts]
    ends = [max([stance.time.latest_end for stance in part]) for part in parts]
    return parts if pairs_that_meet(starts, ends) <= NEAR * len(parts) else _set_apart(stances, contest)


def _set_apart(stances: Sequence[Stance], contest: Contest) -> Iterator[Sequence[Stance]]:
    """Parts of those that have rivals."""
    keys = {stance.key for stance in stances}
    topic = contest.extent(keys)
    contested = {key for key in keys if contest.may_rival(contest.extent((key,)), topic)}
    rivals = [stance for stance in stances if stance.key in contested]
    peaceful = contest.peaceful(Counter([stance.key for stance in rivals]))

    def bonds(stance: Stance) -> frozenset[str]:
        above = {ABOVE} if stance.path else set()
        return stance.claimants | above | {peaceful.get(stance.key, stance.key)}

    return _halved(rivals, bonds)


def _halved(stances: Sequence[Stance], bonds: Bonds) -> Iterator[Sequence[Stance]]:
    """Parts of which all but the last are full."""
    if len(stances) > BLOCK:
        stances = sorted(stances, key=_order(stances, bonds))
        middle = max(len(stances) // 2 // BLOCK, 1) * BLOCK
        yield from _halved(stances[:middle], bonds)
        yield from _halved(stances[middle:], bonds)
    elif stances:
        yield sorted(stances, key=by_start)


def _order(stances: Sequence[Stance], bonds: Bonds) -> Callable[[Stance], Any]:
    """The order whose gate keeps most pairs of a sample apart; by when they were known, if none does for a quarter."""
    sample = stances[:: -(-len(stances) // SAMPLE)]
    times = [stance.time for stance in sample]
    pairs = len(sample) * (len(sample) - 1) // 2
    known = pairs_that_meet([stance.known_from for stance in sample], [stance.known_to for stance in sample])
    met = pairs_that_meet([time.earliest_start for time in times], [time.latest_end for time in times])
    common, count = Counter(bond for stance in sample for bond in bonds(stance)).most_common(1)[0]

    def by_bond(stance: Stance) -> bool:
        return common not in bonds(stance)

    # A bond of all divides nothing, but that of all in the sample may set the few others apart.
    divides = count < len(sample) or any(map(by_bond, stances))
    free = pairs - count * (count - 1) // 2 if divides else pairs
    orders: list[tuple[int, Callable[[Stance], Any]]] = [
        (min(known, pairs * 3 // 4), by_known),
        (met, by_end),
        (free, by_bond),
    ]
    return min(orders, key=lambda order: order[0])[1]
