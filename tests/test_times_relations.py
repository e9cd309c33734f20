"""Relations of two times by example: overlap, before, Allen's thirteen."""

from __future__ import annotations

import pytest

from counterclaim.times import (
    Allen,
    allen,
    certainly_overlap,
    definitely_before,
    parse,
    possibly_before,
    possibly_overlap,
)


@pytest.mark.parametrize(
    ("a", "b", "certain", "possible"),
    [
        ("2025-01-05", "2025-01-05", True, True),
        ("2025-01-05", "2025-01-06", False, False),
        ("2025-01-05", "2025-01-06~", False, True),
        ("2025-01-05", "2025-01", False, True),
        ("2025-01", "2025-01", False, True),
        ("2025-01-01/2025-01-09", "2025-01-05T10:00Z", True, True),
        ("2025-01-05/", "2025-01-05", True, True),
        ("2025-01-05/", "2025-01-06", False, True),
        ("2025-01-05/..", "2031-01-01", True, True),
    ],
)
def test_overlap(a: str, b: str, certain: bool, possible: bool) -> None:
    for first, second in ((parse(a), parse(b)), (parse(b), parse(a))):
        assert certainly_overlap(first, second) is certain
        assert possibly_overlap(first, second) is possible


@pytest.mark.parametrize(
    ("a", "b", "definitely", "possibly"),
    [
        ("2025-01-05", "2025-01-06", True, True),
        ("2025-01-05", "2025-01-05", False, False),
        ("2025-01-06", "2025-01-05", False, False),
        ("2025-01-05", "2025-01-06~", False, True),
        ("2025-01", "2025-01", False, True),
        ("2024-12", "2025-01", True, True),
        ("2025-01-05/", "2025-02", False, True),
        ("2025-01-05/..", "2025-02", False, False),
        ("2025-01-05/..", "/..", False, False),
    ],
)
def test_before(a: str, b: str, definitely: bool, possibly: bool) -> None:
    assert definitely_before(parse(a), parse(b)) is definitely
    assert possibly_before(parse(a), parse(b)) is possibly


@pytest.mark.parametrize(
    ("a", "b", "relations"),
    [
        ("2025-01-05", "2025-01-07", {"before"}),
        ("2025-01-05", "2025-01-06", {"meets"}),
        ("2025-01-05/2025-01-07", "2025-01-06/2025-01-08", {"overlaps"}),
        ("2025-01-05", "2025-01-05/2025-01-07", {"starts"}),
        ("2025-01-06", "2025-01-05/2025-01-07", {"during"}),
        ("2025-01-07", "2025-01-05/2025-01-07", {"finishes"}),
        ("2025-01-05", "2025-01-05T00:00Z/2025-01-05T23:59Z", {"equals"}),
        ("2025-01-05/2025-01-07", "2025-01-07", {"finished_by"}),
        ("2025-01-05/2025-01-07", "2025-01-06", {"contains"}),
        ("2025-01-05/2025-01-07", "2025-01-05", {"started_by"}),
        ("2025-01-06/2025-01-08", "2025-01-05/2025-01-07", {"overlapped_by"}),
        ("2025-01-06", "2025-01-05", {"met_by"}),
        ("2025-01-07", "2025-01-05", {"after"}),
        ("2025-01", "2025-01", set(Allen)),
        ("2025-01-05", "2025-01-05/", {"starts", "equals"}),
        ("2025-01-05/..", "2025-01-07/..", {"finished_by"}),
    ],
)
def test_allen(a: str, b: str, relations: set[str]) -> None:
    assert allen(parse(a), parse(b)) == relations
