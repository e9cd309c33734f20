"""Find the dispute of one topic among all statements ever known, without looking at every pair.

Sorted by time, most statements meet few others: those are compared in pairs. Where many go on at once, masks stand for
whole sets of statements (`crowd`). Both give the same, and fill the same tally.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from counterclaim.disputes.crowd import tally_crowd
from counterclaim.disputes.pairs import tally_pairs
from counterclaim.disputes.rivals import Relations, contest_of
from counterclaim.disputes.stance import Stance
from counterclaim.disputes.tally import Found, Tally
from counterclaim.predicates import Predicate

CROWDED = 12
"""Others that go on when a statement begins, on average, from which on masks are faster than pairs."""

by_start = attrgetter("time.earliest_start")


def detect(stances: Sequence[Stance], predicate: Predicate, relations: Relations) -> Found | None:
    """The dispute among the stances of one topic, or None.

    A pair counts if it is disjoint or maybe, known at one time, possibly overlaps in time, has no claimant in common,
    and not both its statements come from places above.
    """
    claims = {stance.key: stance.claim for stance in stances}
    if len(claims) < 2 or not predicate.family.comparable:
        return None
    ever = sorted([stance for stance in stances if stance.known_from < stance.known_to], key=by_start)
    pairs = _pairs_that_meet(ever)
    if not pairs:
        return None
    tally = Tally()
    count = tally_pairs if pairs <= CROWDED * len(ever) else tally_crowd
    count(ever, contest_of(claims, predicate, relations), tally)
    return tally.found()


def _pairs_that_meet(stances: Sequence[Stance]) -> int:
    """How many pairs possibly overlap in time, of statements that are sorted by start."""
    ends = sorted([stance.time.latest_end for stance in stances])
    before = [bisect_right(ends, stance.time.earliest_start) for stance in stances]
    return len(stances) * (len(stances) - 1) // 2 - sum(before)
