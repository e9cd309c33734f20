"""Times, runs, names and counts in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from counterclaim.answers import Origins, Run, Source, Spot, Thing, TimeBounds

MOST = 6
"""Parts of a list within a line."""

DOUBT = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}


def when(time: TimeBounds | None) -> str:
    """A time as it was given, its marks of doubt in words."""
    if time is None or time.text is None:
        return "an unknown time"
    return spelled(time.text)


def spelled(edtf: str) -> str:
    """An EDTF text with its marks in words: 2025-01-05~ is about 2025-01-05."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return _moment(edtf)
    if start in ("", ".."):
        return f"until {_moment(end)}"
    if end in ("", ".."):
        return f"from {_moment(start)} on" if end else f"from {_moment(start)} to an unknown end"
    return f"{_moment(start)} to {_moment(end)}"


def _moment(text: str) -> str:
    return f"{DOUBT[text[-1]]}{text[:-1]}" if text[-1:] in DOUBT else text


def days(run: Run) -> str:
    """A half-open run as its first and last day; where it is cut within a day, by the instants."""
    first, last = run.from_, _last(run.to)
    if first is None:
        return f"up to {last}" if last else "at all times"
    if last is None:
        return f"from {first} on"
    return first if first == last else f"{first} to {last}"


def _last(end: str | None) -> str | None:
    """The last day before midnight of a day; an instant stays as it is."""
    if end is None or len(end) != len("2025-01-05"):
        return end
    try:
        return (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return end


def listed(parts: Iterable[str]) -> str:
    """The first of many parts, and how many more there are."""
    found = list(parts)
    rest = f"; and {len(found) - MOST:,} more" if len(found) > MOST else ""
    return "; ".join(found[:MOST]) + rest


def names(things: Iterable[Source | Thing]) -> str:
    """Names, the last after `and`."""
    found = [thing.name for thing in things]
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def spots(located: Iterable[Spot]) -> str:
    """Places with how much of each is meant."""
    return ", ".join(_spot(spot) for spot in located)


def _spot(spot: Spot) -> str:
    details = [detail for detail in (spot.extent if spot.extent != "all" else None, spot.note) if detail]
    return f"{spot.name} ({', '.join(details)})" if details else spot.name


def voices(origins: Origins) -> str:
    """How many independent voices there are."""
    if not origins.complete:
        return f"at most {counted(origins.max, 'independent voice')}"
    if origins.min == origins.max:
        return counted(origins.min, "independent voice")
    return f"{origins.min} to {origins.max} independent voices"


def counted(number: int, noun: str) -> str:
    """A number and what it counts."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
