"""What `detect` costs where all times meet: statements looked at in blocks, counted at n and at 2n."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any
from unittest.mock import patch

import pytest

from counterclaim.disputes import Relations, Stance, detect
from counterclaim.disputes.crowd import Block
from counterclaim.models import Polarity, dumps
from counterclaim.predicates import Background, load_registry
from counterclaim.times import DAY, FUTURE, Time

REGISTRY = load_registry()
BLOCK = 64
NUMBER = 4_000

Case = Callable[[int, Random], tuple[str, Stance]]


def stance(number: int, predicate: str, raw: Any, **given: Any) -> tuple[str, Stance]:
    """Its predicate, and the statement.

    Unless given, its source is its own, its time goes on, and it is known for good from some day on.
    """
    random = Random(number)
    start, end = given.pop("days", (random.randrange(1000, 2000), None))
    last = FUTURE if end is None else end * DAY
    known_from, known_to = given.pop("known", (random.randrange(1000), None))
    polarity = given.pop("polarity", Polarity.ASSERTS)
    value = REGISTRY.read(predicate, raw)
    return predicate, Stance(
        id=f"s{number:06d}",
        claim=(polarity, value),
        key=f"{polarity} {dumps(value)}",
        time=Time("", start * DAY, start * DAY, last, last, "interval", False, False),
        claimants=frozenset({given.pop("source", f"source-{number}")}),
        known_from=known_from * DAY,
        known_to=FUTURE if known_to is None else known_to * DAY,
        **given,
    )


def part(number: int, extent: str = "part") -> Any:
    return {"party": f"actor-{number % 100}", "status": ("control", "presence", "absent")[number % 3], "extent": extent}


def compatible(number: int, random: Random) -> tuple[str, Stance]:
    return stance(number, "losses", {"at_least": number})


def one_rival_long_past(number: int, random: Random) -> tuple[str, Stance]:
    return stance(number, "losses", 0, days=(1, 2)) if number == 0 else compatible(number, random)


def rivals_long_past(number: int, random: Random) -> tuple[str, Stance]:
    return stance(number, "losses", number, days=(1, 2)) if number % 100 == 0 else compatible(number, random)


def rivals_never_known_with_others(number: int, random: Random) -> tuple[str, Stance]:
    days = random.randrange(400), 500
    if number % 100 == 0:
        return stance(number, "losses", number, known=days)
    return stance(number, "losses", {"at_least": number}, known=(500 + random.randrange(500), None))


def each_revised_by_the_next(number: int, random: Random) -> tuple[str, Stance]:
    return stance(number, "losses", number, known=(number, number + 1))


def most_revised_by_the_next(number: int, random: Random) -> tuple[str, Stance]:
    if number % 50 == 0:
        return stance(number, "losses", number, days=(1, 2), known=(number, None))
    return each_revised_by_the_next(number, random)


def one_source(number: int, random: Random) -> tuple[str, Stance]:
    return stance(number, "losses", number, source="source")


def one_source_and_few_others(number: int, random: Random) -> tuple[str, Stance]:
    if number % 500 == 0:
        return stance(number, "losses", {"low": 0, "high": 1e9 - 1}, days=(1, 999))
    return stance(number, "losses", 1e9 + number, source="source")


def short_times_of_one_source_and_few_open_ones(number: int, random: Random) -> tuple[str, Stance]:
    start = random.randrange(30 * NUMBER)
    end = None if number % 50 == 0 else start + 1 + random.randrange(30)
    return stance(number, "losses", number, days=(start, end), source="source")


def short_times_and_few_open_ones_that_agree(number: int, random: Random) -> tuple[str, Stance]:
    start = random.randrange(NUMBER)
    if number % 50 == 0:
        return stance(number, "outcome", "ongoing", days=(start, None))
    outcome = "success" if number % 2 else "failed"
    return stance(number, "outcome", outcome, days=(start, start + 1 + random.randrange(30)))


def inherited(number: int, random: Random) -> tuple[str, Stance]:
    return stance(number, "territory", part(number, "all"), path=("oblast",))


def inherited_and_few_long_past(number: int, random: Random) -> tuple[str, Stance]:
    if number % 100 == 0:
        return stance(number, "territory", part(number, "all"), days=(1, 2))
    return inherited(number, random)


def denied(number: int, random: Random) -> tuple[str, Stance]:
    if number % 2:
        return stance(number, "losses", 1e9 + number, polarity=Polarity.DENIES)
    return stance(number, "losses", {"low": number, "high": 1e9})


def parts(number: int, random: Random) -> tuple[str, Stance]:
    return stance(number, "territory", part(number))


def parts_and_one_whole_long_past(number: int, random: Random) -> tuple[str, Stance]:
    return stance(0, "territory", part(0, "all"), days=(1, 2)) if number == 0 else parts(number, random)


def holders_of_a_shared_role(number: int, random: Random) -> tuple[str, Stance]:
    return stance(number, "role", f"actor-{number % 500}")


def disputed(number: int, random: Random) -> tuple[str, Stance]:
    return stance(number, "outcome", ("success", "failed")[number % 2])


def disputed_among_many_that_agree(number: int, random: Random) -> tuple[str, Stance]:
    return stance(number, "outcome", ("success", "failed", "ongoing", "ongoing")[number % 4])


def disputed_but_later(number: int, random: Random) -> tuple[str, Stance]:
    known = random.randrange(1000) + 2000 * (number % 2), None
    return stance(number, "outcome", ("success", "failed")[number % 2], known=known, source=f"source-{number % 41}")


def disputed_but_only_by_weak(number: int, random: Random) -> tuple[str, Stance]:
    return stance(number, "outcome", ("success", "failed")[number % 2], weak=number % 2 == 1)


def disputed_but_by_unsure(number: int, random: Random) -> tuple[str, Stance]:
    return stance(number, "outcome", ("success", "failed")[number % 2], unsure=number % 2 == 1)


def disputed_but_none_known_for_good(number: int, random: Random) -> tuple[str, Stance]:
    known = random.randrange(1000), 2000 + random.randrange(1000)
    return stance(number, "losses", number % 1000, days=(random.randrange(1000), 3000), known=known)


CASES: Sequence[Case] = (
    compatible,
    one_rival_long_past,
    rivals_long_past,
    rivals_never_known_with_others,
    each_revised_by_the_next,
    most_revised_by_the_next,
    one_source,
    one_source_and_few_others,
    short_times_of_one_source_and_few_open_ones,
    short_times_and_few_open_ones_that_agree,
    inherited,
    inherited_and_few_long_past,
    denied,
    parts,
    parts_and_one_whole_long_past,
    holders_of_a_shared_role,
    disputed,
    disputed_among_many_that_agree,
    disputed_but_later,
    disputed_but_only_by_weak,
    disputed_but_by_unsure,
    disputed_but_none_known_for_good,
)


def looks(case: Case, number: int) -> int:
    """How often a statement is held against a block."""
    random = Random(number)
    topic = [case(index, random) for index in range(number)]
    random.shuffle(topic)
    count = 0
    rivals = Block.rivals

    def counted(block: Block, some: Sequence[Stance]) -> list[int]:
        nonlocal count
        count += len(some)
        return rivals(block, some)

    with patch("counterclaim.disputes.divide.BLOCK", BLOCK), patch.object(Block, "rivals", counted):
        detect([one for _, one in topic], REGISTRY[topic[0][0]], Relations(Background()))
    return count


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_looks_grow_no_faster_than_statements(case: Case) -> None:
    """From n to 2n, at most 2.5 times as many, or two for each statement, if there were fewer before."""
    once, twice = looks(case, NUMBER), looks(case, 2 * NUMBER)
    assert twice <= max(2.5 * once, 2 * 2 * NUMBER)
