"""Dates read per second, by our parser and by the `edtf` library in the same run, and the ratio of the two.

Run: python bench/bench_times.py
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from time import perf_counter

from edtf import parse_edtf

from counterclaim.times import parse

# Forms that a day, its month and its year are written in, by turns; months and years come up again.
_MIXED = ("{d}", "{d}~", "{d}?", "{m}", "{m}~", "{y}", "{d}/..", "{m}/{d}", "{m}-XX", "{d}T10:00:00Z")


def plain_dates(number: int) -> list[str]:
    """Return distinct days, consecutive and centred on 2000-01-01."""
    first = date(2000, 1, 1).toordinal() - number // 2
    return [date.fromordinal(first + index).isoformat() for index in range(number)]


def mixed_dates(number: int) -> list[str]:
    """Return texts in the forms of levels 0 and 1, by turns."""
    return [
        _MIXED[index % len(_MIXED)].format(d=day, m=day[:7], y=day[:4]) for index, day in enumerate(plain_dates(number))
    ]


def per_second(read: Callable[[str], object], texts: Sequence[str], rounds: int) -> float:
    """Return the texts read per second in the best of some rounds; what is read is kept, as a loader would."""
    best = float("inf")
    for _ in range(rounds):
        start = perf_counter()
        kept = [read(text) for text in texts]
        best = min(best, perf_counter() - start)
        del kept
    return len(texts) / best


def main() -> None:
    """Print both speeds and their ratio, on plain days and on mixed forms."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--number", type=int, default=300_000, help="distinct dates for our parser")
    arguments.add_argument("--number-edtf", type=int, default=500, help="distinct dates for the edtf library")
    arguments.add_argument("--rounds", type=int, default=3, help="rounds, of which the best counts")
    given = arguments.parse_args()
    for name, texts in (("plain days", plain_dates), ("mixed forms", mixed_dates)):
        ours = per_second(parse, texts(given.number), given.rounds)
        theirs = per_second(parse_edtf, texts(given.number_edtf), given.rounds)
        print(f"{name:<12} counterclaim {ours:>12,.0f}/s   edtf {theirs:>8,.0f}/s   ratio {ours / theirs:>8,.0f}")


if __name__ == "__main__":
    main()
