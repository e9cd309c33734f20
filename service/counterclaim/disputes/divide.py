"""Divide the statements of a topic so that what makes no pair is told by whole parts.

Claims without a rival are left out. The others are halved, and halved again, by the gate that keeps most pairs apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from counterclaim.disputes.rivals import Contest
from counterclaim.disputes.runs import pairs_that_meet
from counterclaim.disputes.stance import Stance

BLOCK = 1_024
"""Statements whose masks are held as one; wider masks cost more time and memory than more blocks."""

NEAR = 4
"""Blocks that go on when a statement begins, on average, from which on time alone does not keep enough apart."""

SAMPLE = 32
"""Statements that tell how the others are best halved."""

ABOVE = "~above"
"""The bond of those that are about a place above; no id is like it."""

Bonds = Callable[[Stance], frozenset[str]]
"""What ties a statement: two that have a bond in common make no pair."""

by_start = attrgetter("time.earliest_start")
by_known = attrgetter("known_from")


def slices(stances: Sequence[Stance]) -> Iterator[Sequence[Stance]]:
    """Parts in the order given."""
    return (stances[start : start + BLOCK] for start in range(0, len(stances), BLOCK))


def divided(stances: Sequence[Stance], contest: Contest) -> Iterator[Sequence[Stance]]:
    """Parts of those that have rivals, sorted by start."""
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


def _order(stances: Sequence[Stance], bonds: Bonds) -> Callable[[Stance], int]:
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
    orders: list[tuple[int, Callable[[Stance], int]]] = [
        (min(known, pairs * 3 // 4), by_known),
        (met, by_start),
        (free, by_bond),
    ]
    return min(orders, key=lambda order: order[0])[1]
