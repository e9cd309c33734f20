"""How grave it is when two statements stand against each other."""

from __future__ import annotations

from enum import StrEnum

from counterclaim.predicates import Relation


class Grade(StrEnum):
    """What a pair of statements comes to; the first three make a dispute, in this order of gravity."""

    CONTRADICTION = "contradiction"
    POSSIBLE = "possible"
    TENSION = "tension"
    AGREEMENT = "agreement"
    REFINEMENT = "refinement"
    COMPATIBLE = "compatible"
    CHANGE = "change"  # the times do not overlap
    REVISION = "revision"  # a claimant of both
    NOT_COMPARABLE = "not_comparable"


DISPUTED = (Grade.CONTRADICTION, Grade.POSSIBLE, Grade.TENSION)

PEACEFUL = {
    Relation.EQUAL: Grade.AGREEMENT,
    Relation.REFINES: Grade.REFINEMENT,
    Relation.COMPATIBLE: Grade.COMPATIBLE,
    Relation.UNKNOWN: Grade.NOT_COMPARABLE,
}


def grade(relation: Relation, *, weak: bool, doubtful: bool, certainly: bool) -> Grade:
    """Grade a pair that passed the gates (design, section 5).

    `weak`: one of the two is only probable or possible; `doubtful`: a time or a value of the two bears `?`;
    `certainly`: the times certainly overlap.
    """
    if relation in PEACEFUL:
        return PEACEFUL[relation]
    if weak:
        return Grade.TENSION
    if relation == Relation.DISJOINT and certainly and not doubtful:
        return Grade.CONTRADICTION
    return Grade.POSSIBLE
