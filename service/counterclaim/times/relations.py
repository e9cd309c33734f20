"""What the bounds of two times say of their order: overlap and before, certain or possible, and Allen's relations."""

from __future__ import annotations

from enum import StrEnum

from counterclaim.times.bounds import Time


class Allen(StrEnum):
    """The thirteen relations of two intervals (Allen 1983), the first against the second."""

    BEFORE = "before"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    STARTS = "starts"
    DURING = "during"
    FINISHES = "finishes"
    EQUALS = "equals"
    FINISHED_BY = "finished_by"
    CONTAINS = "contains"
    STARTED_BY = "started_by"
    OVERLAPPED_BY = "overlapped_by"
    MET_BY = "met_by"
    AFTER = "after"


# Each relation as the one order of the four ends that it is: `a` to `A` the first interval, `b` to `B` the second;
# letters in one group are the same instant, each group is later than the one before it.
_ORDERS: dict[Allen, tuple[str, ...]] = {
    Allen.BEFORE: ("a", "A", "b", "B"),
    Allen.MEETS: ("a", "Ab", "B"),
    Allen.OVERLAPS: ("a", "b", "A", "B"),
    Allen.STARTS: ("ab", "A", "B"),
    Allen.DURING: ("b", "a", "A", "B"),
    Allen.FINISHES: ("b", "a", "AB"),
    Allen.EQUALS: ("ab", "AB"),
    Allen.FINISHED_BY: ("a", "b", "AB"),
    Allen.CONTAINS: ("a", "b", "B", "A"),
    Allen.STARTED_BY: ("ab", "B", "A"),
    Allen.OVERLAPPED_BY: ("b", "a", "B", "A"),
    Allen.MET_BY: ("b", "Ba", "A"),
    Allen.AFTER: ("b", "B", "a", "A"),
}


def certainly_overlap(a: Time, b: Time) -> bool:
    """Say whether there is an instant that lies in both, wherever within their bounds they start and end.

    The later latest start is before the earlier earliest end. A date coarser than a day has no such instant of its own.
    """
    return max(a.latest_start, b.latest_start) < min(a.earliest_end, b.earliest_end)


def possibly_overlap(a: Time, b: Time) -> bool:
    """Say whether the bounds let them share an instant: the later earliest start is before the earlier latest end."""
    return max(a.earliest_start, b.earliest_start) < min(a.latest_end, b.latest_end)


def definitely_before(a: Time, b: Time) -> bool:
    """Say whether `a` has ended when `b` starts, wherever within their bounds they start and end."""
    return a.latest_end <= b.earliest_start


def possibly_before(a: Time, b: Time) -> bool:
    """Say whether the bounds let `a` have ended when `b` starts."""
    return a.earliest_end <= b.latest_start


def allen(a: Time, b: Time) -> frozenset[Allen]:
    """Return the relations of `a` to `b` that the bounds allow, exactly, on whole seconds with start < end.

    Never empty. PAST and FUTURE are instants like others here: two ends that are open for good finish together.
    """
    bounds = {
        "a": (a.earliest_start, a.latest_start),
        "A": (a.earliest_end, a.latest_end),
        "b": (b.earliest_start, b.latest_start),
        "B": (b.earliest_end, b.latest_end),
    }
    return frozenset(relation for relation, order in _ORDERS.items() if _allowed(order, bounds))


def _allowed(order: tuple[str, ...], bounds: dict[str, tuple[int, int]]) -> bool:
    """Place each group of ends as early as it can be: if that fails, nothing else succeeds."""
    last: int | None = None
    for group in order:
        earliest = max(bounds[end][0] for end in group)
        if last is not None:
            earliest = max(earliest, last + 1)
        if earliest > min(bounds[end][1] for end in group):
            return False
        last = earliest
    return True
