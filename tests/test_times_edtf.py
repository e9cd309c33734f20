"""What is a time and what is none: refusals with their reason, and the `edtf` library as a second opinion."""

from __future__ import annotations

from itertools import product

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from counterclaim.errors import InvalidTime
from counterclaim.times import DAY, instant, parse

# --- refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" ", "character 1 is SPACE"),
        ("2025-01-05 ", "character 11 is SPACE"),
        ("2025-01\u00a0", "character 8 is NO-BREAK SPACE"),
        ("2025-01-05\n", "character 11 is U\\+000A"),
        ("２０２５-01-05", "FULLWIDTH DIGIT TWO"),
        ("٢٠٢٥-٠١-٠٥", "ARABIC-INDIC DIGIT TWO"),
        ("2025\u201301", "EN DASH"),
        ("\ud800", "U\\+D800"),
        ("2025-02-30", "2025-02 has no day 30"),
        ("2023-02-29", "2023-02 has no day 29"),
        ("1900-02-29", "1900-02 has no day 29"),
        ("0000-04-31", "0000-04 has no day 31"),
        ("2025-01-00", "no day 00"),
        ("2025-13", "no month 13"),
        ("2025-00-01", "no month 00"),
        ("2025-25", "no month 25"),
        ("2025-21-05", "no month 21"),
        ("-0000", "0000, without a sign"),
        ("2025-1-5", "a date is written"),
        ("20250105", "a date is written"),
        ("2025-W01-1", "a date is written"),
        ("2025-005", "a date is written"),
        ("05.01.2025", "a date is written"),
        ("yesterday", "a date is written"),
        ("~", "a date is written"),
        ("2025~~", "a date is written"),
        ("2025-XX-05", "level 2"),
        ("[2025,2026]", "level 2"),
        ("{2025..2026}", "level 2"),
        ("Y2025", "five digits"),
        ("Y012345", "a date is written"),
        ("Y17e99", "290,000,000,000 years"),
        ("Y-17e123456789", "290,000,000,000 years"),
        ("Y" + "9" * 5000, "290,000,000,000 years"),
        ("2025-03/2025-01", "ends before it starts"),
        ("2025-01-06~/2025-01-05~", "ends before it starts"),
        ("/", "both ends"),
        ("2024/2025/2026", "one slash"),
        ("2025/?", "a date is written"),
        ("../..?", "a date is written"),
        ("2025-01-05T10:00:00", "no zone"),
        ("2025-01-05T10:00", "no zone"),
        ("2025-01-05/2025-01-06T10:00", "no zone"),
        ("2025-01-05T24:00:01Z", "clock runs"),
        ("2025-01-05T10:60Z", "clock runs"),
        ("2016-12-31T23:59:60Z", "clock runs"),
        ("2025-01-05T10:00+24:00", "offset"),
        ("2025-01-05T10:00+01:60", "offset"),
        ("2025-02-30T10:00Z", "2025-02 has no day 30"),
        ("2025-01T10:00Z", "after a whole date"),
        ("2025-01-05T10:00Z~", "only a date"),
        ("2025-01-05T1000Z", "an instant is written"),
        ("2025-01-05T10Z", "an instant is written"),
        ("2025-01-05T", "an instant is written"),
        ("T10:00Z", "an instant is written"),
        ("2025-01-05t10:00z", "a date is written"),
    ],
)
def test_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidTime, match=reason) as refusal:
        parse(text)
    assert repr(text)[1:50].rstrip("'") in refusal.value.message
    assert len(refusal.value.message) < 400
    assert refusal.value.remedy


def test_a_naive_instant_is_told_to_add_its_zone() -> None:
    with pytest.raises(InvalidTime) as refusal:
        parse("2025-01-05T10:00:00")
    assert "Z for UTC" in refusal.value.remedy


# --- a second opinion -------------------------------------------------------------------------------------------------

# `edtf` and this parser differ knowingly, and the family below leaves these out. `edtf` lets February have 29 days in
# any year, ends a winter with its year, swaps first and last month of an unspecified month before year 0, takes naive
# instants and intervals that end before they start, reads an unknown end as ten years, has no bounds for open ones, and
# fails on unspecified months in an interval. This parser takes what the head of `times.edtf` lists, and no more of
# level 2.

_DATES = [
    *(f"{year}-{month}" for year, month in product(["0000", "1900", "2024", "-0044"], ["00", "01", "02", "12", "13"])),
    *(f"2024-{month}-{day}" for month, day in product(["02", "04", "12", "13"], ["00", "01", "29", "30", "31", "32"])),
    *("0000", "0001", "2024", "9999", "-0001", "-9999", "-0000", "02024", "224", "2024-2", "2024-02-3", "2024-0202"),
    *("-0044-03-15", "0000-02-29", "Y12345", "Y-12345", "Y170000002", "Y1234", "Y02345", "y12345", "12345"),
    *("2024-21", "2024-22", "2024-23", "-0044-21", "202X", "20XX", "2XXX", "-012X", "-01XX", "2024-XX", "2024-XX-XX"),
    *("2024-02-XX", "2024-13-XX", "2024-X", "20X", "2024-02-XXX"),
]
_QUALIFIED = [
    f"{date}{mark}"
    for date, mark in product(["2024", "2024-02", "2024-02-29", "-0044", "202X", "2024-XX", "2024-02-XX"], "?~%!")
] + ["2024??", "2024?~", "?"]
_INTERVALS = [
    f"{start}/{end}"
    for start, end in product(["2004", "2004-02~", "2004-02-29?", "-0044-13"], ["2024", "2024-02%", "2024-02-28", "x"])
] + ["2024/2024", "2024-21/2024-22", "2024-02-05/2024-02", "2024/2025/2026"]
_SECOND_INSTANTS = [
    f"2024-02-29T{clock}{zone}"
    for clock, zone in product(["10:20:30", "24:00:00", "25:00:00", "10:60:00", "1:00:00"], ["Z", "+02:00", "-03", "z"])
]
FAMILY = [*_DATES, *_QUALIFIED, *_INTERVALS, *_SECOND_INSTANTS]


def second_opinion(text: str) -> tuple[str, str] | None:
    """Return first and last day as `edtf` reads them; None if it refuses."""
    try:
        read = parse_edtf(text)
    except EDTFParseException:
        return None
    first, last = (
        f"{edge.tm_year:+07d}-{edge.tm_mon:02d}-{edge.tm_mday:02d}"
        for edge in (read.lower_strict(), read.upper_strict())
    )
    return first, last


def first_opinion(text: str) -> tuple[str, str] | None:
    """Return first and last UTC day as this parser reads them, without widening; None if it refuses."""
    try:
        parse(text)
    except InvalidTime:
        return None
    strict = parse(text.replace("~", "").replace("%", ""))
    first, last = (instant(second) or "" for second in (strict.earliest_start, strict.latest_end - DAY))
    return signed(first), signed(last)


def signed(day: str) -> str:
    year, month, last = day.rsplit("-", 2)
    return f"{int(year):+07d}-{month}-{last}"


@pytest.mark.parametrize("text", [text for text in FAMILY if "T" not in text])
def test_edtf_agrees_on_dates(text: str) -> None:
    assert first_opinion(text) == second_opinion(text)


@pytest.mark.parametrize("text", _SECOND_INSTANTS)
def test_edtf_agrees_on_what_is_an_instant(text: str) -> None:
    assert (first_opinion(text) is None) == (second_opinion(text) is None)
