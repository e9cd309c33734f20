"""Statements per second of `detect` alone on one core, and the ratio to a loop over all pairs in the same run.

Territory and losses over three years, in intervals of up to a month: in 3,000 topics at growing numbers, for the cost
curve, and in one topic. Then one topic in which all times meet and nothing is disputed. Seconds are those of the
processor, so that a busy machine counts less; the best of some rounds.

Run: python bench/bench_detect.py
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from random import Random
from time import process_time
from typing import Any

from counterclaim.disputes import Grade, Relations, Stance, detect
from counterclaim.disputes.grades import grade
from counterclaim.disputes.rivals import contest_of
from counterclaim.models import Polarity, dumps
from counterclaim.predicates import Background, Predicate, load_registry
from counterclaim.times import DAY, FUTURE, Time, certainly_overlap, parse, possibly_overlap

REGISTRY = load_registry()
TOPICS = 3_000
AT_ONCE = 300  # topics that are held in memory, and share what is known of relations, as in a load
FIRST_DAY = parse("2022-03-01").earliest_start
DAYS = 1_000
PAIRS_AT_MOST = 4_000_000  # beyond, the loop over all pairs is left out

Search = Callable[[Sequence[Stance], Predicate, Relations], object]


def territory(random: Random) -> Any:
    return {
        "party": random.choice(("ukraine", "russia")),
        "status": random.choice(("control", "presence", "absent")),
        "extent": random.choice(("all", "part")),
    }


def losses(random: Random) -> Any:
    number = random.randrange(100, 40_000)
    form = random.choice(("value", "about", "at_least", "at_most"))
    return {form: round(number, -2), "unit": "persons", "scope": "killed"}


VALUES: dict[str, Callable[[Random], Any]] = {"territory": territory, "losses": losses}
PEACEFUL = "strength"


def peaceful(number: int, random: Random) -> Stance:
    """At least so many since some day, so that all agree; one of a hundred is exact, but of an earlier day."""
    exact = number % 100 == 0
    start = FIRST_DAY - DAY if exact else FIRST_DAY + random.randrange(DAYS) * DAY
    end = start + DAY if exact else FUTURE
    value = REGISTRY.read(PEACEFUL, {"value" if exact else "at_least": random.randrange(40_000), "unit": "persons"})
    return Stance(
        id=f"s{number:07d}",
        claim=(Polarity.ASSERTS, value),
        key=f"{Polarity.ASSERTS} {dumps(value)}",
        time=Time("", start, start, end, end, "interval", False, False),
        claimants=frozenset((f"source-{number}",)),
        known_from=FIRST_DAY + random.randrange(DAYS) * DAY,
    )


def stance(number: int, predicate: str, random: Random) -> Stance:
    """One of twenty is uncertain, another weak, denied, of unknown end, retracted."""
    if predicate == PEACEFUL:
        return peaceful(number, random)
    start = FIRST_DAY + random.randrange(DAYS) * DAY
    end = start + random.randrange(1, 31) * DAY
    odd = random.randrange(20)
    polarity = Polarity.DENIES if odd == 0 else Polarity.ASSERTS
    value = REGISTRY.read(predicate, VALUES[predicate](random))
    known_from = start + random.randrange(1, 31) * DAY
    return Stance(
        id=f"s{number:07d}",
        claim=(polarity, value),
        key=f"{polarity} {dumps(value)}",
        time=Time("", start, start, start + DAY if odd == 1 else end, end, "interval", odd == 2, False),
        claimants=frozenset((f"source-{random.randrange(8)}",)),
        weak=odd == 3,
        known_from=known_from,
        known_to=known_from + random.randrange(1, 90) * DAY if odd == 4 else FUTURE,
    )


def groups(number: int, topics: int, predicate: str) -> Iterator[list[list[Stance]]]:
    """The statements of some topics at a time; the same for the same arguments."""
    random = Random(number)  # noqa: S311
    for first in range(0, topics, AT_ONCE):
        sizes = [number * (topic + 1) // topics - number * topic // topics for topic in range(first, topics)]
        yield [[stance(index, predicate, random) for index in range(size)] for size in sizes[:AT_ONCE]]


def all_pairs(stances: Sequence[Stance], predicate: Predicate, relations: Relations) -> object:
    """The loop that `detect` is measured by: every pair through the gates; who is disputed, and since when."""
    contest = contest_of({stance.key: stance.claim for stance in stances}, predicate, relations)
    members: dict[str, int] = {}
    graded: dict[Grade, int] = {}
    for a, b in combinations(stances, 2):
        known = max(a.known_from, b.known_from)
        if known >= min(a.known_to, b.known_to) or not possibly_overlap(a.time, b.time) or a.claimants & b.claimants:
            continue
        relation = contest.known(a.key).get(b.key) or contest.relation(a.key, b.key)
        doubtful = a.time.uncertain or b.time.uncertain
        certainly = certainly_overlap(a.time, b.time)
        found = grade(relation, weak=a.weak or b.weak, doubtful=doubtful, certainly=certainly)
        if found in (Grade.CONTRADICTION, Grade.POSSIBLE, Grade.TENSION):
            graded[found] = min(known, graded.get(found, known))
            for one in (a, b):
                members[one.id] = min(known, members.get(one.id, known))
    return members, graded


def seconds(search: Search, number: int, topics: int, predicate: str, rounds: int) -> float:
    total = 0.0
    for group in groups(number, topics, predicate):
        best = float("inf")
        for _ in range(rounds):
            relations = Relations(Background())
            start = process_time()
            for stances in group:
                search(stances, REGISTRY[predicate], relations)
            best = min(best, process_time() - start)
        total += best
    return total


def report(predicates: Iterable[str], numbers: Sequence[int], topics: int, rounds: int) -> None:
    for predicate in predicates:
        for number in numbers:
            ours = seconds(detect, number, topics, predicate, rounds)
            line = f"{predicate:<10} {topics:>5,} topics {number:>9,} statements {number / ours:>10,.0f}/s"
            if topics * (number // topics) ** 2 // 2 <= PAIRS_AT_MOST:
                naive = seconds(all_pairs, number, topics, predicate, 1)
                line += f"   all pairs {number / naive:>10,.0f}/s   ratio {naive / ours:>8,.1f}"
            print(line, flush=True)


def main() -> None:
    """Print the cost curve over 3,000 topics, then that of one, then that of one without a dispute."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--numbers", type=int, nargs="*", default=[10_000, 30_000, 100_000, 300_000, 1_000_000])
    arguments.add_argument("--single", type=int, nargs="*", default=[1_000, 3_000, 10_000, 30_000, 100_000])
    arguments.add_argument("--rounds", type=int, default=3, help="rounds, of which the best counts")
    given = arguments.parse_args()
    report(VALUES, given.numbers, TOPICS, given.rounds)
    report([*VALUES, PEACEFUL], given.single, 1, given.rounds)


if __name__ == "__main__":
    main()
