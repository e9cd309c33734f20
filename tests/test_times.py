"""Times by example: the table of the design, the forms of EDTF, open ends, approximation, seconds."""

from __future__ import annotations

import pytest

from counterclaim.times import DAY, FUTURE, PAST, Time, approximately, as_stated, day_end, instant, parse


def bounds(time: Time) -> tuple[str | None, ...]:
    """Write the four bounds; a bound at PAST or FUTURE as it is called."""
    names = {PAST: "past", FUTURE: "future"}
    return tuple(names.get(second, instant(second)) for second in time[1:5])


# --- bounds -----------------------------------------------------------------------------------------------------------

TABLE = {
    "2025-01-05": ("2025-01-05", "2025-01-05", "2025-01-06", "2025-01-06"),
    "2025-01-06~": ("2025-01-05", "2025-01-07", "2025-01-06", "2025-01-08"),
    "2025-01": ("2025-01-01", "2025-01-31", "2025-01-02", "2025-02-01"),
    "2025-01-05/2025-01-09": ("2025-01-05", "2025-01-05", "2025-01-10", "2025-01-10"),
    "2024-08/2024-10": ("2024-08-01", "2024-08-31", "2024-10-02", "2024-11-01"),
    "2025-01-05/": ("2025-01-05", "2025-01-05", "2025-01-06", "future"),
}

FORMS = {
    # years and what is coarser
    "2024": ("2024-01-01", "2024-12-31", "2024-01-02", "2025-01-01"),
    "0000": ("0000-01-01", "0000-12-31", "0000-01-02", "0001-01-01"),
    "-0044": ("-0044-01-01", "-0044-12-31", "-0044-01-02", "-0043-01-01"),
    "-0044-03-15": ("-0044-03-15", "-0044-03-15", "-0044-03-16", "-0044-03-16"),
    "Y12345": ("+12345-01-01", "+12345-12-31", "+12345-01-02", "+12346-01-01"),
    "Y-17e7": ("-170000000-01-01", "-170000000-12-31", "-170000000-01-02", "-169999999-01-01"),
    "Y-17E7": ("-170000000-01-01", "-170000000-12-31", "-170000000-01-02", "-169999999-01-01"),
    "202X": ("2020-01-01", "2029-12-31", "2020-01-02", "2030-01-01"),
    "20XX": ("2000-01-01", "2099-12-31", "2000-01-02", "2100-01-01"),
    "2XXX": ("2000-01-01", "2999-12-31", "2000-01-02", "3000-01-01"),
    "-012X": ("-0129-01-01", "-0120-12-31", "-0129-01-02", "-0119-01-01"),
    # unspecified month and day
    "2024-XX": ("2024-01-01", "2024-12-31", "2024-01-02", "2025-01-01"),
    "2024-XX-XX": ("2024-01-01", "2024-12-31", "2024-01-02", "2025-01-01"),
    "2024-02-XX": ("2024-02-01", "2024-02-29", "2024-02-02", "2024-03-01"),
    # seasons
    "2024-21": ("2024-03-01", "2024-05-31", "2024-03-02", "2024-06-01"),
    "2024-22": ("2024-06-01", "2024-08-31", "2024-06-02", "2024-09-01"),
    "2024-23": ("2024-09-01", "2024-11-30", "2024-09-02", "2024-12-01"),
    "2023-24": ("2023-12-01", "2024-02-29", "2023-12-02", "2024-03-01"),
    # approximate: one unit of the precision at each end
    "2024-08~": ("2024-07-01", "2024-09-30", "2024-07-02", "2024-10-01"),
    "2024~": ("2023-01-01", "2025-12-31", "2023-01-02", "2026-01-01"),
    "2024-22~": ("2024-03-01", "2024-11-30", "2024-03-02", "2024-12-01"),
    "202X~": ("2010-01-01", "2039-12-31", "2010-01-02", "2040-01-01"),
    "2024-05-XX%": ("2024-04-01", "2024-06-30", "2024-04-02", "2024-07-01"),
    "2025-03-01%": ("2025-02-28", "2025-03-02", "2025-03-01", "2025-03-03"),
    "2025-01-05?": ("2025-01-05", "2025-01-05", "2025-01-06", "2025-01-06"),
    # intervals
    "2025-01-05/..": ("2025-01-05", "2025-01-05", "future", "future"),
    "../2025-01-05": ("past", "past", "2025-01-06", "2025-01-06"),
    "/2025-01-05": ("past", "2025-01-05", "2025-01-06", "2025-01-06"),
    "/2025-01": ("past", "2025-01-31", "2025-01-02", "2025-02-01"),
    "../..": ("past", "past", "future", "future"),
    "2025-01-05~/2025-01-09?": ("2025-01-04", "2025-01-06", "2025-01-10", "2025-01-10"),
    "2025-01-05/2025-01-05": ("2025-01-05", "2025-01-05", "2025-01-06", "2025-01-06"),
    # ends that overlap: it cannot end before it starts
    "2025-01/2025-01-05": ("2025-01-01", "2025-01-05", "2025-01-06", "2025-01-06"),
    "2025-01-05/2025-01": ("2025-01-05", "2025-01-05", "2025-01-06", "2025-02-01"),
    "2024-08~/2024-08": ("2024-07-01", "2024-08-31", "2024-08-02", "2024-09-01"),
}

INSTANTS = {
    "2025-01-05T10:00:00Z": ("2025-01-05T10:00:00Z", "2025-01-05T10:00:01Z", "second"),
    "2025-01-05T10:00:00.999Z": ("2025-01-05T10:00:00Z", "2025-01-05T10:00:01Z", "second"),
    "2025-01-05T10:00Z": ("2025-01-05T10:00:00Z", "2025-01-05T10:01:00Z", "minute"),
    "2025-01-05T10:00+02:00": ("2025-01-05T08:00:00Z", "2025-01-05T08:01:00Z", "minute"),
    "2025-01-05T01:30:00+05:30": ("2025-01-04T20:00:00Z", "2025-01-04T20:00:01Z", "second"),
    "2025-01-05T23:00-03": ("2025-01-06T02:00:00Z", "2025-01-06T02:01:00Z", "minute"),
    "2024-12-31T24:00:00Z": ("2025-01-01", "2025-01-01T00:00:01Z", "second"),
}


@pytest.mark.parametrize(("text", "expected"), (TABLE | FORMS).items())
def test_bounds(text: str, expected: tuple[str, ...]) -> None:
    time = parse(text)
    assert bounds(time) == expected
    assert time.text == text


@pytest.mark.parametrize(("text", "expected"), INSTANTS.items())
def test_an_instant_lasts_one_unit_of_its_precision(text: str, expected: tuple[str, str, str]) -> None:
    start, end, precision = expected
    time = parse(text)
    assert bounds(time) == (start, start, end, end)
    assert time.precision == precision
    assert not time.uncertain


def test_an_interval_may_end_in_instants() -> None:
    assert bounds(parse("2025-01-05T10:00Z/2025-01-05T12:00Z")) == (
        *["2025-01-05T10:00:00Z"] * 2,
        *["2025-01-05T12:01:00Z"] * 2,
    )
    assert bounds(parse("2025-01-05T10:00Z/")) == (
        *["2025-01-05T10:00:00Z"] * 2,
        "2025-01-05T10:01:00Z",
        "future",
    )


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2025-01-05", "day"),
        ("2025-01", "month"),
        ("2024-05-XX", "month"),
        ("2024-21", "season"),
        ("2024-XX", "year"),
        ("2024-XX-XX", "year"),
        ("Y12345", "year"),
        ("202X", "decade"),
        ("20XX", "century"),
        ("2XXX", "millennium"),
        ("2025-01-05/2025-01-09", "day"),
        ("2025-01/..", "month"),
        ("2025-01-05/2025-02", "interval"),
        ("../..", "interval"),
    ],
)
def test_precision(text: str, precision: str) -> None:
    assert parse(text).precision == precision


@pytest.mark.parametrize(
    ("text", "uncertain"),
    [
        ("2025?", True),
        ("2025~", False),
        ("2025%", True),
        ("2025/2026?", True),
        ("2025%/..", True),
        ("2025/2026", False),
    ],
)
def test_doubt_is_kept(text: str, uncertain: bool) -> None:
    assert parse(text).uncertain is uncertain


def test_only_an_end_of_two_dots_is_open() -> None:
    assert {text for text in (*TABLE, *FORMS) if parse(text).open_end} == {"2025-01-05/..", "../.."}


def test_times_sort_by_their_bounds() -> None:
    texts = ["2025-02", "2025-01-31", "2025-01-05", "2025-01-05T10:00Z", "2025-01", "../2025"]
    assert [time.text for time in sorted(map(parse, texts))] == [
        "../2025",
        "2025-01",
        "2025-01-05",
        "2025-01-05T10:00Z",
        "2025-01-31",
        "2025-02",
    ]
    same = parse("2024-XX"), parse("2024-XX-XX")
    assert same[0] < same[1] and same[0] <= same[1] and same[1] > same[0] and same[1] >= same[0]
    assert len({parse("2025-01-05"), parse("2025-01-05"), parse("2025-01-05?")}) == 2


# --- open ends, approximation, seconds --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("time", "stated", "earliest_end"),
    [
        ("2025-01-05/..", "2025-01-08", "2025-01-09"),
        ("2025-01-05/..", "2025-01-08T10:00Z", "2025-01-09"),
        ("2025-01-05/..", "2025-01-08T23:59:59Z", "2025-01-09"),
        ("2025-01-05/..", "2025-01", "2025-02-01"),
        ("2025-01-05/..", "2025-01-08~", "2025-01-10"),
        # stated before it starts
        ("2025-01-05/..", "2025-01-02", "2025-01-06"),
        ("2025-01/..", "2024-12-01", "2025-01-02"),
        # a statement that goes on was made when it began
        ("2025-01-05/..", "2025-01-08/..", "2025-01-09"),
        ("2025-01-05T10:00Z/..", "2025-01-05", "2025-01-06T10:00:00Z"),
    ],
)
def test_an_open_end_is_certain_through_the_day_of_statement(time: str, stated: str, earliest_end: str) -> None:
    open_time = parse(time)
    bounded = as_stated(open_time, parse(stated))
    assert instant(bounded.earliest_end) == earliest_end
    assert bounded == open_time._replace(earliest_end=bounded.earliest_end)
    assert bounded.latest_end == FUTURE


def test_an_unknown_start_is_no_later_than_the_day_of_statement() -> None:
    bounded = as_stated(parse("/.."), parse("2025-01-08"))
    assert bounds(bounded) == ("past", "2025-01-08", "2025-01-09", "future")


def test_a_doubtful_statement_makes_the_bound_doubtful() -> None:
    assert as_stated(parse("2025-01-05/.."), parse("2025-01-08?")).uncertain


@pytest.mark.parametrize("text", ["2025-01-05", "2025-01-05/", "2025-01-05/2025-01-09", "2025-01"])
def test_other_ends_are_left_alone(text: str) -> None:
    assert as_stated(parse(text), parse("2025-01-08?")) == parse(text)
    assert as_stated(parse(text), None) == parse(text)


def test_an_open_end_that_nobody_dates_is_as_good_as_unknown() -> None:
    bounded = as_stated(parse("2025-01-05/.."), None)
    assert bounded[1:5] == parse("2025-01-05/")[1:5], "as if nobody knew of an end"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2025-01-06", "2025-01-06~"),
        ("2025-01-06~", "2025-01-06~"),
        ("2025-01-06?", "2025-01-06%"),
        ("2025-01-06%", "2025-01-06%"),
        ("2025-01", "2025-01~"),
        ("2024-XX", "2024-XX~"),
        ("2024-21", "2024-21~"),
        ("Y12345", "Y12345~"),
        ("2025-01-06T10:00:00Z", "2025-01-06~"),
        ("2025-01-06T23:30-02:00", "2025-01-07~"),
        ("2025-01-06T00:30+02:00", "2025-01-05~"),
        ("0000-01-01T00:00+01:00", "-0001-12-31~"),
        ("9999-12-31T23:00-01:00", "Y10000~"),
        ("2025-01-06/2025-01-09", "2025-01-06~/2025-01-09~"),
        ("2025-01-06T10:00Z/2025-01?", "2025-01-06~/2025-01%"),
        ("2025-01-06/..", "2025-01-06~/.."),
        ("/2025-01-06", "/2025-01-06~"),
    ],
)
def test_approximately(stated: str, expected: str) -> None:
    assert approximately(parse(stated)) == expected
    assert parse(expected).text == expected


@pytest.mark.parametrize(
    ("second", "end"),
    [(0, 0), (1, DAY), (DAY - 1, DAY), (DAY, DAY), (-1, 0), (-DAY, -DAY), (PAST, PAST), (FUTURE, FUTURE)],
)
def test_day_end(second: int, end: int) -> None:
    assert day_end(second) == end


def test_day_end_stays_within_what_can_be_stored() -> None:
    assert day_end(FUTURE - 1) == FUTURE


@pytest.mark.parametrize(
    ("second", "text"),
    [
        (0, "1970-01-01"),
        (1, "1970-01-01T00:00:01Z"),
        (-1, "1969-12-31T23:59:59Z"),
        (253_402_300_800, "+10000-01-01"),
        (-62_167_219_200, "0000-01-01"),
        (-62_167_219_201, "-0001-12-31T23:59:59Z"),
        (PAST, None),
        (FUTURE, None),
        (PAST + DAY, None),
        (FUTURE - DAY, None),
    ],
)
def test_instant(second: int, text: str | None) -> None:
    assert instant(second) == text
