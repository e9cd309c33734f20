"""Find the dispute of one topic among all statements ever known, without looking at every pair.

Sorted by time, most statements meet few others: those are compared in pairs. Where many go on at once, masks stand for
whole sets of statements (`crowd`). Both give the same, and fill the same tally.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.disputes.crowd import tally_crowd
from counterclaim.disputes.divide import by_start, divided
from counterclaim.disputes.pairs import tally_pairs
from counterclaim.disputes.rivals import Relations, contest_of
from counterclaim.disputes.runs import pairs_that_meet
from counterclaim.disputes.stance import Stance
from counterclaim.disputes.tally import Found, Tally
from counterclaim.predicates import Predicate

CROWDED = 12
"""Others that go on when a statement begins, on average, from which on masks are faster than pairs."""


def detect(stances: Sequence[Stance], predicate: Predicate, relations: Relations) -> Found | None:
    """The dispute among the stances of one topic, or None.

    A pair counts if it is disjoint or maybe, known at one time, possibly overlaps in time, has no claimant in common,
    and not both its statements come from places above.
    """
    claims = {stance.key: stance.claim for stance in stances}
    if len(claims) < 2 or not predicate.family.comparable:
        return None
    ever = sorted([stance for stance in stances if stance.known_from < stance.known_to], key=by_start)
    starts, ends = [stance.time.earliest_start for stance in ever], [stance.time.latest_end for stance in ever]
    pairs = pairs_that_meet(starts, ends)
    if not pairs:
        return None
    tally = Tally()
    contest = contest_of(claims, predicate, relations)
    if pairs <= CROWDED * len(ever):
        tally_pairs(ever, contest, tally)
    else:
        tally_crowd(divided(ever, contest), contest, tally)
    return tally.found()
