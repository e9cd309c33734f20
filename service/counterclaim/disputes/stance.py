"""A statement as disputes see it: what it claims, when that holds, by whom, and when it was known."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.models import Certainty, Polarity
from counterclaim.predicates import Value
from counterclaim.times import FUTURE, PAST, Time

Claim = tuple[Polarity, Value]
"""What is asserted or denied."""


@dataclass(frozen=True, slots=True)
class Stance:
    """One statement within a topic.

    `unsure`: its value bears `?`, as a date may.

    `claim` is the polarity and the value as the topic reads it, `key` its JSON: equal keys, equal claims. `path` leads
    from the topic's place up to the place that the statement is about, and is empty where it is about the place itself.
    """

    id: str
    claim: Claim
    key: str
    time: Time
    claimants: frozenset[str]
    weak: bool = False  # only probable or possible
    unsure: bool = False
    known_from: int = PAST
    known_to: int = FUTURE
    path: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether its time or its value bears `?`, so that what rests on it is possible at most."""
        return self.time.uncertain or self.unsure


def is_weak(certainty: Certainty | str | None) -> bool:
    """Unspecified counts as certain."""
    return certainty in (Certainty.PROBABLE, Certainty.POSSIBLE)
