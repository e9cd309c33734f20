"""Where few times meet: each statement is compared with those that go on when it begins."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.disputes.grades import Grade, grade
from counterclaim.disputes.rivals import DISJOINT, MAYBE, Contest
from counterclaim.disputes.runs import Run
from counterclaim.disputes.stance import Stance
from counterclaim.disputes.tally import Tally
from counterclaim.predicates import Relation
from counterclaim.times import certainly_overlap


def tally_pairs(stances: Sequence[Stance], contest: Contest, tally: Tally) -> None:
    """Add all disputed pairs of statements that are sorted by when their times start."""
    going: list[Stance] = []
    for stance in stances:
        start = stance.time.earliest_start
        going = [other for other in going if start < other.time.latest_end]
        if going:
            _compare(stance, going, contest, tally)
        going.append(stance)


def _compare(stance: Stance, going: Sequence[Stance], contest: Contest, tally: Tally) -> None:
    """Add the disputed pairs of a statement: they all begin to meet when its time starts."""
    key, claimants, inherited = stance.key, stance.claimants, stance.path
    known = contest.known(key)
    start = end = stance.time.earliest_start
    for other in going:
        relation = known.get(other.key) or contest.relation(key, other.key)
        if (relation is DISJOINT or relation is MAYBE) and claimants.isdisjoint(other.claimants):
            since = other.known_from if other.known_from > stance.known_from else stance.known_from
            until = other.known_to if other.known_to < stance.known_to else stance.known_to
            if since < until and not (inherited and other.path):
                _add(other, stance, relation, (since, until), tally)
                if other.time.latest_end > end:
                    end = other.time.latest_end
    if end > start:
        tally.add_window(start, min(end, stance.time.latest_end))


def _add(a: Stance, b: Stance, relation: Relation, run: Run, tally: Tally) -> None:
    """Add a pair that was known in a run."""
    tally.add_known(a.id, run)
    tally.add_known(b.id, run)
    if run[0] < tally.settled[Grade.CONTRADICTION]:
        doubtful, certainly = a.doubtful or b.doubtful, certainly_overlap(a.time, b.time)
        tally.add_grade(grade(relation, weak=a.weak or b.weak, doubtful=doubtful, certainly=certainly), run)
