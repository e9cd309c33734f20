"""When a statement was known: from the end of the day it came out, until it was taken back or corrected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.times import DAY, FUTURE, Time, day_end


def known_from(published: Sequence[Time], stated: Time | None, recorded: Time) -> int:
    """The end of the day of the earliest document, without one of the day stated, else recorded (design, section 5).

    UTC seconds, a midnight. A coarse date counts by its last day, one without an end by its first, and one without
    either not at all; FUTURE if none is left.
    """
    for times in (published, [stated] if stated else [], [recorded]):
        first = min(map(_last_day, times), default=FUTURE)
        if first < FUTURE:
            return first
    return FUTURE


def known_to(retracted: Time | None, revisers: Iterable[Sequence[int]]) -> int:
    """The end of the day it was retracted, or the first on which a statement that revises it is known; else FUTURE.

    `revisers`: from when and until when each of those is known; one that was taken back before it came out never is.
    """
    revised = [since for since, until in revisers if since < until]
    return min([*revised, FUTURE if retracted is None else _last_day(retracted)])


def _last_day(time: Time) -> int:
    last = time.latest_end if time.latest_end < FUTURE else time.latest_start + 1
    # An unknown start is bounded only by one day before FUTURE.
    return day_end(last) if last < FUTURE - 2 * DAY else FUTURE
