"""The side of a dispute that a statement stands on: equal values, one side, named by the value."""

from __future__ import annotations

from counterclaim.disputes.stance import Claim
from counterclaim.models import dumps
from counterclaim.predicates import Background, Predicate


def side_of(predicate: Predicate, claim: Claim, background: Background) -> str:
    """The polarity and, as JSON, the value of the side: `asserts {"extent":"all","party":"ukraine",...}`."""
    polarity, value = claim
    return f"{polarity} {dumps(predicate.family.side(value, background))}"
