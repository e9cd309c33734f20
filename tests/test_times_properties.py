"""Times by property, against oracles that enumerate: days of the calendar, and all pairs of start and end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import groupby, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterclaim.errors import InvalidTime
from counterclaim.times import (
    DAY,
    FUTURE,
    PAST,
    Allen,
    Time,
    allen,
    approximately,
    as_stated,
    certainly_overlap,
    day_end,
    definitely_before,
    instant,
    parse,
    possibly_before,
    possibly_overlap,
)

# --- the days a date can mean -----------------------------------------------------------------------------------------
# The oracle knows the calendar of `datetime` only: it labels every day of a century with the dates that hold it.

_FIRST_DAY = date(1940, 1, 1)
_DAYS = [_FIRST_DAY + timedelta(days=count) for count in range((date(2090, 1, 1) - _FIRST_DAY).days)]
_EPOCH = date(1970, 1, 1)


def season(day: date) -> str:
    """Name the northern season of a day: winter bears the year of its December."""
    number = {3: 21, 4: 21, 5: 21, 6: 22, 7: 22, 8: 22, 9: 23, 10: 23, 11: 23}.get(day.month, 24)
    return f"{day.year - (day.month < 3):04d}-{number}"


LABELS = {
    "day": date.isoformat,
    "month": lambda day: day.isoformat()[:7],
    "season": season,
    "year": lambda day: day.isoformat()[:4],
    "decade": lambda day: day.isoformat()[:3] + "X",
}
UNITS = {
    precision: [(name, list(days)) for name, days in groupby(_DAYS, key=label)] for precision, label in LABELS.items()
}


@st.composite
def dates(draw: st.DrawFn) -> tuple[str, list[date], list[date], str]:
    """Draw a date with the days it means as written, those it means when widened, and its precision."""
    precision = draw(st.sampled_from(sorted(UNITS)))
    units = UNITS[precision]
    # The outer units may be cut off, and have no neighbour.
    index = draw(st.integers(2, len(units) - 3))
    name, written = units[index]
    mark = draw(st.sampled_from(["", "?", "~", "%"]))
    meant = [day for _, days in units[index - 1 : index + 2] for day in days] if mark in ("~", "%") else written
    suffix = draw(st.sampled_from({"year": ["", "-XX", "-XX-XX"], "month": ["", "-XX"]}.get(precision, [""])))
    return name + suffix + mark, written, meant, precision


def seconds(day: date) -> int:
    return (day - _EPOCH).days * DAY


def hull(starts: list[date], ends: list[date]) -> tuple[int, int, int, int]:
    """Return the bounds of all runs of days from one of `starts` through one of `ends`."""
    possible_starts = [day for day in starts if any(end >= day for end in (ends[0], ends[-1]))]
    possible_ends = [day for day in ends if any(start <= day for start in (starts[0], starts[-1]))]
    return (
        seconds(min(possible_starts)),
        seconds(max(possible_starts)),
        seconds(min(possible_ends)) + DAY,
        seconds(max(possible_ends)) + DAY,
    )


@given(dates())
def test_a_date_holds_at_least_one_of_its_days(drawn: tuple[str, list[date], list[date], str]) -> None:
    text, _, meant, precision = drawn
    time = parse(text)
    assert time[1:5] == hull(meant, meant)
    assert time.precision == precision
    assert time.uncertain == text.endswith(("?", "%"))


@given(dates(), dates())
def test_an_interval_runs_from_a_day_of_its_first_through_a_day_of_its_last(
    first: tuple[str, list[date], list[date], str], last: tuple[str, list[date], list[date], str]
) -> None:
    text = f"{first[0]}/{last[0]}"
    if last[1][-1] < first[1][0]:
        with pytest.raises(InvalidTime, match="ends before it starts"):
            parse(text)
    else:
        assert parse(text)[1:5] == hull(first[2], last[2])


@given(dates())
def test_an_empty_end_is_any_time_that_leaves_a_day(drawn: tuple[str, list[date], list[date], str]) -> None:
    text, _, meant, _ = drawn
    first, last = seconds(meant[0]), seconds(meant[-1])
    assert parse(f"{text}/")[1:5] == (first, last, first + DAY, FUTURE)
    assert parse(f"/{text}")[1:5] == (PAST, last, first + DAY, last + DAY)


@given(st.dates(), st.sampled_from(["", "?"]))
def test_a_day_is_read_alike_alone_and_in_an_interval(day: date, mark: str) -> None:
    text = day.isoformat() + mark
    assert parse(text)[1:7] == parse(f"{text}/{text}")[1:7]


@given(dates(), dates())
def test_an_open_end_is_bounded_by_its_statement(
    start: tuple[str, list[date], list[date], str], stated: tuple[str, list[date], list[date], str]
) -> None:
    time = parse(f"{start[0]}/..")
    bounded = as_stated(time, parse(stated[0]))
    assert bounded.earliest_end == max(seconds(stated[2][-1]) + DAY, time.earliest_start + DAY)
    assert (*bounded[1:3], bounded.latest_end) == (*time[1:3], FUTURE)


# --- instants ---------------------------------------------------------------------------------------------------------

offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_CLOCK_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@given(st.datetimes(timezones=offsets), st.sampled_from([("minutes", 60), ("seconds", 1), ("microseconds", 1)]))
def test_an_instant_is_its_second_in_utc(moment: datetime, grain: tuple[str, int]) -> None:
    timespec, unit = grain
    start = (moment - _CLOCK_EPOCH) // timedelta(seconds=unit) * unit
    assert parse(moment.isoformat(timespec=timespec))[1:5] == (start, start, start + unit, start + unit)


@given(st.datetimes(timezones=st.just(UTC)), st.integers(-1_000_000, 1_000_000))
def test_instants_are_written_in_any_year(moment: datetime, cycles: int) -> None:
    within = (moment - _CLOCK_EPOCH) // timedelta(seconds=1)
    text = instant(within + cycles * 146_097 * DAY)
    assert text is not None
    year, rest = text[: text.index("-", 1)], text[text.index("-", 1) :]
    assert int(year) == moment.year + 400 * cycles
    clock = moment.replace(tzinfo=None).isoformat(timespec="seconds")[4:]
    assert rest == (clock.removesuffix("T00:00:00") if clock.endswith("T00:00:00") else f"{clock}Z")


@given(st.integers(PAST, FUTURE))
def test_the_end_of_a_day_is_the_next_midnight(second: int) -> None:
    end = day_end(second)
    assert second <= end < second + DAY
    assert end % DAY == 0 or end == FUTURE or second == PAST


# --- any text ---------------------------------------------------------------------------------------------------------

edtf_like = st.text(alphabet="0123456789-XYTZ:+/.?~%eE,[{ \u0661\u00a0", max_size=30)
day_like = st.from_regex(r"\A.{4}-.{2}-.{2}\Z")
parts = st.lists(
    st.sampled_from(["2024", "-02", "-30", "T10", ":00", "Z", "/", "..", "X", "~", "?", "Y", "e9", "+", "99"]),
    max_size=8,
).map("".join)


@given(st.one_of(st.text(), edtf_like, day_like, parts))
@example("2025-01-05T23:59+05:31/2025-01-05")
@example("9999-12-31")
@example("Y290000000000~")
@example("Y-29e10%/..")
def test_any_text_is_a_time_with_sound_bounds_or_invalid(text: str) -> None:
    try:
        time = parse(text)
    except InvalidTime:
        return
    assert time.text == text
    assert PAST <= time.earliest_start <= time.latest_start <= FUTURE
    assert PAST <= time.earliest_end <= time.latest_end <= FUTURE
    assert time.earliest_start < time.latest_end
    assert time.earliest_start < time.earliest_end
    assert time.latest_start < time.latest_end
    assert parse(approximately(time)).text == approximately(time)


@given(dates())
def test_approximately_widens_and_keeps_doubt(drawn: tuple[str, list[date], list[date], str]) -> None:
    time = parse(drawn[0])
    wider = parse(approximately(time))
    assert wider.earliest_start <= time.earliest_start and time.latest_end <= wider.latest_end
    assert (wider.precision, wider.uncertain) == (time.precision, time.uncertain)
    if drawn[1] == drawn[2]:
        assert wider.earliest_start < time.earliest_start and time.latest_end < wider.latest_end
    else:
        assert wider[1:] == time[1:]


# --- relations --------------------------------------------------------------------------------------------------------
# A world is one pair of start and end. The oracle lists all worlds that the bounds of a time allow.

_LAST_SECOND = 6
_WORLDS = [(start, end) for start, end in product(range(_LAST_SECOND + 1), repeat=2) if start < end]


@st.composite
def times(draw: st.DrawFn) -> Time:
    """Draw a time whose every bound is reached by some world, as those of parsed times are."""
    drawn = draw(st.lists(st.sampled_from(_WORLDS), min_size=1, max_size=3))
    starts, ends = zip(*drawn, strict=True)
    return Time("", min(starts), max(starts), min(ends), max(ends), "second", False, False)


def worlds(time: Time) -> list[tuple[int, int]]:
    return [
        (start, end)
        for start, end in _WORLDS
        if time.earliest_start <= start <= time.latest_start and time.earliest_end <= end <= time.latest_end
    ]


def relation(a: tuple[int, int], b: tuple[int, int]) -> Allen:
    """Name the relation of two intervals by the words of Allen's table."""
    (start, end), (other_start, other_end) = a, b
    if end < other_start:
        return Allen.BEFORE
    if end == other_start:
        return Allen.MEETS
    if start > other_end:
        return Allen.AFTER
    if start == other_end:
        return Allen.MET_BY
    if start == other_start:
        return Allen.EQUALS if end == other_end else Allen.STARTS if end < other_end else Allen.STARTED_BY
    if end == other_end:
        return Allen.FINISHES if start > other_start else Allen.FINISHED_BY
    if start < other_start:
        return Allen.OVERLAPS if end < other_end else Allen.CONTAINS
    return Allen.DURING if end < other_end else Allen.OVERLAPPED_BY


def shares_instant(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return any(a[0] <= second < a[1] and b[0] <= second < b[1] for second in range(_LAST_SECOND))


@given(times(), times())
def test_overlap_is_what_the_worlds_say(a: Time, b: Time) -> None:
    assert possibly_overlap(a, b) == any(shares_instant(one, two) for one, two in product(worlds(a), worlds(b)))
    assert certainly_overlap(a, b) == any(
        all(start <= second < end for start, end in worlds(a) + worlds(b)) for second in range(_LAST_SECOND)
    )


@given(times(), times())
def test_before_is_what_the_worlds_say(a: Time, b: Time) -> None:
    pairs = list(product(worlds(a), worlds(b)))
    assert definitely_before(a, b) == all(end <= start for (_, end), (start, _) in pairs)
    assert possibly_before(a, b) == any(end <= start for (_, end), (start, _) in pairs)


@given(times(), times())
def test_allen_is_the_set_that_the_worlds_show(a: Time, b: Time) -> None:
    assert allen(a, b) == {relation(one, two) for one, two in product(worlds(a), worlds(b))}


@given(times(), times())
def test_allen_agrees_with_overlap_and_before(a: Time, b: Time) -> None:
    relations = allen(a, b)
    apart = {Allen.BEFORE, Allen.MEETS, Allen.AFTER, Allen.MET_BY}
    assert possibly_overlap(a, b) == bool(relations - apart)
    assert definitely_before(a, b) == (relations <= {Allen.BEFORE, Allen.MEETS})
    assert possibly_before(a, b) == bool(relations & {Allen.BEFORE, Allen.MEETS})
    if certainly_overlap(a, b):
        assert not relations & apart


@given(st.lists(times(), max_size=6))
def test_sorting_is_total_and_by_earliest_start(drawn: list[Time]) -> None:
    ordered = sorted(drawn)
    assert ordered == sorted(reversed(drawn))
    assert [time.earliest_start for time in ordered] == sorted(time.earliest_start for time in drawn)
