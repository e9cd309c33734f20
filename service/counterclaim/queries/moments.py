"""Times as they are asked about and answered: as known when, from and to, and bounds as ISO 8601."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from counterclaim.queries.refusals import InvalidQuestion
from counterclaim.times import DAY, FUTURE, PAST, instant, parse

iso = lru_cache(maxsize=20_000)(instant)
"""The same midnights come again and again."""


def known_at(as_of: str | None) -> int:
    """The second as of which is asked: an instant itself, the end of a day or of a coarser date, now the end of today.

    Raises InvalidTime, and InvalidQuestion for a time without an end.
    """
    if as_of is None:
        return (int(datetime.now(UTC).timestamp()) // DAY + 1) * DAY
    time = parse(as_of)
    if time.latest_end == FUTURE:
        raise InvalidQuestion(f"as_of is {as_of}, which has no end.", remedy="Ask as of a day, such as 2025-01-06.")
    return time.earliest_start if time.precision in ("minute", "second") else time.latest_end


def period(start: str | None, end: str | None) -> tuple[int, int]:
    """The half-open run from the beginning of `start` through the end of `end`; raises InvalidTime, InvalidQuestion."""
    first = PAST if start is None else parse(start).earliest_start
    last = FUTURE if end is None else parse(end).latest_end
    if first >= last:
        raise InvalidQuestion(f"from {start} lies after to {end}.", remedy="Give from before to.")
    return first, last


def time_bounds(row: Mapping[str, Any]) -> dict[str, Any]:
    """The time of an event or statement, as answers have it."""
    return {
        "text": row["time"],
        "earliest_start": iso(row["earliest_start"]),
        "latest_start": iso(row["latest_start"]),
        "earliest_end": iso(row["earliest_end"]),
        "latest_end": iso(row["latest_end"]),
        "precision": row["precision"],
        "uncertain": row["uncertain"],
    }


def run(start: int, end: int) -> dict[str, Any]:
    """A half-open run, as answers have it."""
    return {"from": iso(start), "to": iso(end)}
