"""The time value: four bounds in UTC seconds, and the arithmetic of days and months beneath them."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

PAST = -(2**63)
"""Stands for unbounded or unknown towards the past."""
FUTURE = 2**63 - 1
"""Stands for unbounded or unknown towards the future."""
DAY = 86_400

EPOCH = date(1970, 1, 1).toordinal()
# The Gregorian calendar repeats itself after 400 years, which carries `date` beyond the years it knows.
_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097


class Time(NamedTuple):
    """A time as somebody gave it, and the bounds between which it starts and ends.

    Bounds are seconds since 1970-01-01 UTC, half-open: it starts at `earliest_start` or later and at `latest_start` or
    earlier, and so for its end, which no longer belongs to it. Always `earliest_start <= latest_start`,
    `earliest_end <= latest_end` and `earliest_start < latest_end`. PAST and FUTURE mean unbounded or unknown.

    `precision`: millennium, century, decade, year, season, month, day, minute or second. Where digits are
    unspecified it is that of what is known (2024-XX: year, 202X: decade). An interval has that of its ends; if they
    differ, or neither is given, it is `interval`.

    Sorts by its bounds, then by the rest and the text, so that the order is total.
    """

    text: str
    earliest_start: int
    latest_start: int
    earliest_end: int
    latest_end: int
    precision: str
    uncertain: bool
    open_end: bool

    def __lt__(self, other: tuple[Any, ...]) -> bool:
        return _by_bounds(self) < _by_bounds(other)

    def __le__(self, other: tuple[Any, ...]) -> bool:
        return _by_bounds(self) <= _by_bounds(other)

    def __gt__(self, other: tuple[Any, ...]) -> bool:
        return _by_bounds(self) > _by_bounds(other)

    def __ge__(self, other: tuple[Any, ...]) -> bool:
        return _by_bounds(self) >= _by_bounds(other)


UNKNOWN = Time("", PAST, FUTURE, PAST, FUTURE, "unknown", uncertain=False, open_end=False)
"""A time of which nothing is known."""


def _by_bounds(time: tuple[Any, ...]) -> tuple[Any, ...]:
    return time[1:] + time[:1]


def as_stated(time: Time, stated: Time | None) -> Time:
    """Bound an open end by the statement it stands in: nobody claims the future.

    The end is certain through the last day on which the statement can have been made, at least one day from the
    earliest start, and stays possible without bound. An unknown start is then at the latest that same day. A doubtful
    `stated` makes the bound doubtful. If nothing is known of when it was stated, the end is as good as unknown: certain
    for one day from the earliest start. Any other time is returned as it is.
    """
    if not time.open_end:
        return time
    if stated is None:
        return time._replace(earliest_end=time.earliest_start + DAY)
    # A statement that itself goes on is known to be made when it begins.
    last = stated.latest_end if stated.latest_end < FUTURE else stated.latest_start + 1
    earliest_end = max(day_end(last), time.earliest_start + DAY)
    latest_start = time.latest_start
    if time.earliest_start == PAST:
        latest_start = min(latest_start, earliest_end - DAY)
    return time._replace(
        earliest_end=earliest_end, latest_start=latest_start, uncertain=time.uncertain or stated.uncertain
    )


def day_end(second: int) -> int:
    """Return the first UTC midnight at or after the second; PAST and FUTURE pass through."""
    if second in (PAST, FUTURE):
        return second
    return min(-(-second // DAY) * DAY, FUTURE)


def instant(second: int) -> str | None:
    """Write a bound as ISO 8601 in UTC, the date alone at midnight; None when unbounded.

    Years outside 0000 to 9999 bear their sign, as in ISO's expanded form (-0044-03-15, +12345-01-01). A bound less than
    two days from PAST or FUTURE comes of one of them and a day's length, and is unbounded as well.
    """
    if not PAST + 2 * DAY <= second <= FUTURE - 2 * DAY:
        return None
    days, rest = divmod(second, DAY)
    year, month, day = civil(days)
    text = f"{year:04d}" if 0 <= year <= 9999 else f"{year:+05d}"
    text = f"{text}-{month:02d}-{day:02d}"
    if rest:
        text = f"{text}T{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}Z"
    return text


def civil(days: int) -> tuple[int, int, int]:
    """Return year, month and day of a count of days since 1970-01-01, in the proleptic Gregorian calendar."""
    cycle, ordinal = divmod(days + EPOCH - 1, _CYCLE_DAYS)
    within = date.fromordinal(ordinal + 1)
    return within.year + cycle * _CYCLE_YEARS, within.month, within.day


def month_start(index: int) -> int:
    """Return the second at which a month begins; months are counted from January of year 0 (year * 12 + month - 1)."""
    cycle, month = divmod(index, _CYCLE_YEARS * 12)
    # Year 0 is not in `date`, year 400 is its like.
    within = date(month // 12 + _CYCLE_YEARS, month % 12 + 1, 1)
    return (within.toordinal() + (cycle - 1) * _CYCLE_DAYS - EPOCH) * DAY
