"""Reads times: EDTF (ISO 8601-2, levels 0 and 1) and ISO 8601 instants with zone.

Beyond level 1 it takes, because their meaning is plain: qualified seasons and long years, exponential years (Y-17e7),
seasons, long years, unspecified digits and instants at the ends of an interval, and a year of three unspecified digits.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final, NamedTuple

from counterclaim.errors import InvalidTime
from counterclaim.times.bounds import DAY, EPOCH, FUTURE, PAST, Time, civil, month_start

# Seconds of later years do not fit 64 bits.
_FURTHEST_YEAR = 290_000_000_000
_LONGEST_SHOWN = 60
_NO_ZONE = "Add the zone: Z for UTC, or the offset, as in 2025-01-05T10:00+02:00."

# Northern meteorological seasons by the month they begin in, counted from January; winter ends in the next year.
_SEASONS = {21: 2, 22: 5, 23: 8, 24: 11}
_UNSPECIFIED = {1: "decade", 2: "century", 3: "millennium"}

_CALENDAR = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?")
_UNSPECIFIED_YEAR = re.compile(r"(-?)(?=[0-9X]{4}\Z)([0-9]{1,3})(X{1,3})")
_LONG_YEAR = re.compile(r"Y(-?[1-9][0-9]*)(?:[eE]([0-9]+))?")
_CLOCK = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?")

_from_iso: Final = date.fromisoformat
_new: Final = tuple.__new__


class _Unreadable(Exception):
    """Why a text is no time; `parse` puts the text to it."""

    def __init__(self, reason: str, remedy: str | None = None) -> None:
        super().__init__(reason)
        self.remedy = remedy


class _Span(NamedTuple):
    """One date or instant: `start` to `end` as written, `low` to `high` widened, holding at least `grain` of it."""

    start: int
    end: int
    low: int
    high: int
    grain: int
    precision: str
    uncertain: bool = False


def parse(text: str) -> Time:
    """Read an EDTF date or interval of levels 0 and 1, or an ISO instant with zone.

    A date lies in its span [low, high) and holds at least one day of it: it starts from `low` to the last day, and ends
    from the end of the first day to `high`. For a single day both are fixed. `~` and `%` move `low` and `high` apart by
    one unit of the precision at each end before that rule (2024-08~ spans 07-01 to 10-01), so that a bound between
    them moves by the same unit. An instant lasts one unit of its own precision; fractions of a second are dropped.

    An interval starts as its first date does and ends as its last; where the two overlap, the bounds that would let it
    end before it starts are cut. `..` is unbounded: at both start bounds PAST, at both end bounds FUTURE. An empty end
    is unknown: any time that leaves at least one day, or one unit of a finer end.

    Errors: InvalidTime, which names the text and what is wrong with it, and nothing else, for any text.
    """
    if len(text) == 10 and text[4] == "-" == text[7]:
        try:
            start = (_from_iso(text).toordinal() - EPOCH) * DAY
        except ValueError:
            pass  # told below, with the reason
        else:
            end = start + DAY
            return _new(Time, (text, start, start, end, end, "day", False, False))
    try:
        return _read(text)
    except _Unreadable as reason:
        shown = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
        raise InvalidTime(f"{shown!r} is not a time: {reason}.", remedy=reason.remedy) from None


def approximately(time: Time) -> str:
    """Write a time as its EDTF at day precision or coarser, made approximate: 2025-01-06 gives 2025-01-06~.

    An instant gives its UTC day, a coarser date itself. An interval gives the interval with both its dates approximate.
    What is in doubt stays so, with `%`. A day beyond the year 9999 has no EDTF; its year is given (Y12345~).
    """
    return "/".join(_approximate(part) for part in time.text.split("/"))


def _approximate(part: str) -> str:
    if part in ("", ".."):
        return part
    if "T" not in part:
        return part.rstrip("?~%") + ("%" if part[-1] in "?%" else "~")
    year, month, day = civil(_instant(part).start // DAY)
    if abs(year) > 9999:
        return f"Y{year}~"
    return f"{_four_digits(year)}-{month:02d}-{day:02d}~"


def _four_digits(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"{year:05d}"


def _read(text: str) -> Time:
    if not text:
        raise _Unreadable("it is empty")
    for position, character in enumerate(text, start=1):
        if character.isspace() or not character.isascii():
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            raise _Unreadable(f"character {position} is {name}, and EDTF has only ASCII digits, letters and signs")
    if "/" in text:
        return _interval(text)
    span = _span(text)
    latest_start, earliest_end = span.high - span.grain, span.low + span.grain
    return Time(text, span.low, latest_start, earliest_end, span.high, span.precision, span.uncertain, False)


def _interval(text: str) -> Time:
    first, last, *more = text.split("/")
    if more:
        raise _Unreadable("an interval has one slash")
    if not first and not last:
        raise _Unreadable("both ends of the interval are unknown")
    start = None if first in ("", "..") else _span(first)
    end = None if last in ("", "..") else _span(last)
    if start and end and end.end <= start.start:
        raise _Unreadable("the interval ends before it starts")

    ends = [span for span in (start, end) if span]
    grain = min((span.grain for span in ends), default=DAY)
    earliest_start, latest_start = _start_bounds(first, start)
    earliest_end, latest_end = _end_bounds(last, end)
    # It lasts at least one grain, which ties each start bound to an end bound.
    latest_start = min(latest_start, latest_end - grain)
    earliest_end = max(earliest_end, earliest_start + grain)

    precisions = {span.precision for span in ends}
    precision = precisions.pop() if len(precisions) == 1 else "interval"
    uncertain = any(span.uncertain for span in ends)
    return Time(text, earliest_start, latest_start, earliest_end, latest_end, precision, uncertain, last == "..")


def _start_bounds(text: str, span: _Span | None) -> tuple[int, int]:
    if span:
        return span.low, span.high - span.grain
    return PAST, PAST if text == ".." else FUTURE


def _end_bounds(text: str, span: _Span | None) -> tuple[int, int]:
    if span:
        return span.low + span.grain, span.high
    return FUTURE if text == ".." else PAST, FUTURE


def _span(part: str) -> _Span:
    """Read one date, qualified or not, or one instant."""
    if "T" in part:
        return _instant(part)
    mark = part[-1] if part[-1] in "?~%" else ""
    span = _date(part.removesuffix(mark))
    if mark in ("", "?"):
        span = span._replace(low=span.start, high=span.end)
    return span._replace(uncertain=mark in ("?", "%")) if mark else span


def _date(text: str) -> _Span:
    if match := _CALENDAR.fullmatch(text):
        return _calendar(*match.groups())
    if match := _UNSPECIFIED_YEAR.fullmatch(text):
        sign, digits, unspecified = match.groups()
        years = 10 ** len(unspecified)
        year = int(digits) * years
        return _months(-(year + years - 1) if sign else year, 0, 12 * years, _UNSPECIFIED[len(unspecified)])
    if match := _LONG_YEAR.fullmatch(text):
        return _long_year(*match.groups())
    if text.startswith(("[", "{")):
        raise _Unreadable("a set or list of dates is EDTF level 2; write one time a row")
    raise _Unreadable("a date is written YYYY, YYYY-MM, YYYY-MM-DD or as another form of EDTF level 0 or 1")


def _calendar(year_text: str, month_text: str | None, day_text: str | None) -> _Span:
    """Read year, month or season, and day, any of the last two unspecified."""
    if year_text == "-0000":
        raise _Unreadable("the year before 0001 is 0000, without a sign")
    year = int(year_text)
    if month_text is None:
        return _months(year, 0, 12, "year")
    if month_text == "XX":
        if day_text not in (None, "XX"):
            raise _Unreadable("a day of an unspecified month is EDTF level 2")
        return _months(year, 0, 12, "year")
    month = int(month_text)
    if month in _SEASONS and day_text is None:
        return _months(year, _SEASONS[month], 3, "season")
    if not 1 <= month <= 12:
        raise _Unreadable(f"there is no month {month_text}, and seasons are 21 to 24")
    if day_text in (None, "XX"):
        return _months(year, month - 1, 1, "month")
    return _day(year, month, int(day_text or 0))


def _months(year: int, month: int, count: int, precision: str) -> _Span:
    """Return the span of `count` months, which are also the unit by which it widens."""
    first = year * 12 + month
    low, start, end, high = (month_start(first + step * count) for step in (-1, 0, 1, 2))
    return _Span(start, end, low, high, grain=DAY, precision=precision)


def _day(year: int, month: int, day: int) -> _Span:
    start = month_start(year * 12 + month - 1) + (day - 1) * DAY
    if day < 1 or start >= month_start(year * 12 + month):
        raise _Unreadable(f"{_four_digits(year)}-{month:02d} has no day {day:02d}")
    return _Span(start, start + DAY, start - DAY, start + 2 * DAY, grain=DAY, precision="day")


def _long_year(digits: str, exponent: str | None) -> _Span:
    if exponent is None and len(digits.removeprefix("-")) < 5:
        raise _Unreadable("a year after Y has five digits or more")
    # Checked by length before it is computed: the exponent may be anything.
    zeros = exponent.lstrip("0") if exponent else ""
    if len(digits) > 13 or len(zeros) > 2 or abs(year := int(digits) * 10 ** int(zeros or 0)) > _FURTHEST_YEAR:
        raise _Unreadable(f"its year is more than {_FURTHEST_YEAR:,} years away")
    return _months(year, 0, 12, "year")


def _instant(text: str) -> _Span:
    """Read a date, a clock time to the minute or second, and a zone."""
    date_text, _, clock_text = text.partition("T")
    calendar = _CALENDAR.fullmatch(date_text)
    clock = _CLOCK.fullmatch(clock_text)
    if not calendar or not clock:
        if text[-1] in "?~%":
            raise _Unreadable("only a date can be uncertain or approximate, not a time of day")
        raise _Unreadable("an instant is written YYYY-MM-DDThh:mm:ss and its zone")
    day = _calendar(*calendar.groups())
    if day.precision != "day":
        raise _Unreadable("a time of day stands after a whole date")
    hour, minute, second, utc, sign, offset_hour, offset_minute = clock.groups()
    if not utc and not sign:
        raise _Unreadable("it has a time of day but no zone", _NO_ZONE)
    start = day.start + _clock_seconds(hour, minute, second)
    if sign:
        offset = _offset_seconds(offset_hour, offset_minute or "00")
        start -= offset if sign == "+" else -offset
    unit, precision = (1, "second") if second else (60, "minute")
    return _Span(start, start + unit, start, start + unit, grain=unit, precision=precision)


def _clock_seconds(hour: str, minute: str, second: str | None) -> int:
    """Return the seconds since midnight; 24:00 is the end of the day, a leap second is refused."""
    hours, minutes, seconds = int(hour), int(minute), int(second or 0)
    if hours > 24 or minutes > 59 or seconds > 59 or (hours == 24 and (minutes or seconds)):
        raise _Unreadable("the clock runs from 00:00:00 to 23:59:59, and 24:00:00 is the end of the day")
    return hours * 3600 + minutes * 60 + seconds


def _offset_seconds(hour: str, minute: str) -> int:
    if int(hour) > 23 or int(minute) > 59:
        raise _Unreadable("an offset from UTC is at most 23:59")
    return int(hour) * 3600 + int(minute) * 60
