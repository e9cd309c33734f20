"""Every cell of the other comparisons, written out here from the design and not read from the data file."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.predicates import InvalidValue
from tests.comparisons import ASSERTS, BACKGROUND, DENIES, REGISTRY, compare

OUTCOMES = {
    ("success", "success"): "equal",
    ("success", "partial"): "maybe",
    ("success", "failed"): "disjoint",
    ("success", "ongoing"): "compatible",
    ("partial", "partial"): "equal",
    ("partial", "failed"): "maybe",
    ("partial", "ongoing"): "compatible",
    ("failed", "failed"): "equal",
    ("failed", "ongoing"): "compatible",
    ("ongoing", "ongoing"): "equal",
}


@pytest.mark.parametrize(("a", "b"), OUTCOMES)
def test_outcome(a: str, b: str) -> None:
    assert compare("outcome", a, b).relation == OUTCOMES[a, b]
    denied = "disjoint" if a == b else "compatible"
    assert compare("outcome", a, b, denies="a").relation == denied
    assert compare("outcome", a, b, denies="b").relation == denied
    assert compare("outcome", a, b, denies="ab").relation == "compatible"


@pytest.mark.parametrize("value", ["won", None, 1, ["success"], {"value": "success"}])
def test_what_is_no_outcome(value: Any) -> None:
    with pytest.raises(InvalidValue, match="is (none of 'success', 'partial', 'failed' or 'ongoing'|not given)"):
        REGISTRY.read("outcome", value)


def test_occurrence() -> None:
    assert compare("occurrence", None, None).relation == "equal"
    assert compare("occurrence", None, None, denies="a").relation == "disjoint"
    assert compare("occurrence", None, None, denies="ab").relation == "compatible"
    with pytest.raises(InvalidValue):
        REGISTRY.read("occurrence", "yes")


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        (5, {"low": 5, "high": 5}),
        (5.5, {"low": 5.5, "high": 5.5}),
        ("38000", {"low": 38000, "high": 38000}),
        ({"value": 5.0}, {"low": 5, "high": 5}),
        ({"about": 38000}, {"low": 34200, "high": 41800}),
        ({"about": -10}, {"low": -11, "high": -9}),
        ({"about": 0.3}, {"low": 0.27, "high": 0.33}),
        ({"about": 0}, {"low": 0, "high": 0}),
        ({"at_least": 7}, {"low": 7}),
        ({"at_most": 7}, {"high": 7}),
        ({"low": 3, "high": 7}, {"low": 3, "high": 7}),
        ({"high": 7}, {"high": 7}),
        ({"value": 5, "unit": " square  kilometres "}, {"low": 5, "high": 5, "unit": "square kilometres"}),
    ],
)
def test_forms_of_quantity(raw: Any, canonical: dict[str, Any]) -> None:
    assert REGISTRY.read("losses", raw) == canonical


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "many",
        True,
        {"value": True},
        {},
        {"unit": "persons"},
        {"value": 5, "about": 6},
        {"value": 5, "low": 4},
        {"at_least": 1, "at_most": 2},
        {"low": 7, "high": 3},
        {"value": float("nan")},
        {"value": float("inf")},
        {"at_least": "Infinity"},
        {"about": 1e308},
        {"value": 10**400},
        {"value": 5, "unit": ""},
        {"amount": 5},
        [5],
    ],
)
def test_what_is_no_quantity(raw: Any) -> None:
    with pytest.raises(InvalidValue):
        REGISTRY["losses"].family.read(raw)


@pytest.mark.parametrize(
    ("a", "b", "expected", "stronger", "a_denied", "b_denied"),
    [
        (5, 5, "equal", None, "disjoint", "disjoint"),
        (5, 6, "disjoint", None, "compatible", "compatible"),
        (5, {"low": 5, "high": 9}, "refines", "a", "maybe", "disjoint"),
        ({"at_least": 5}, 5, "refines", "b", "disjoint", "maybe"),
        ({"at_least": 5}, {"at_least": 7}, "refines", "b", "disjoint", "maybe"),
        ({"at_least": 5}, {"at_most": 5}, "compatible", None, "maybe", "maybe"),
        ({"at_least": 6}, {"at_most": 5}, "disjoint", None, "compatible", "compatible"),
        ({"low": 1, "high": 5}, {"low": 3, "high": 9}, "compatible", None, "maybe", "maybe"),
        ({"about": 100}, 110, "refines", "b", "disjoint", "maybe"),
        ({"about": 100}, 111, "disjoint", None, "compatible", "compatible"),
        ({"value": 5, "unit": "tanks"}, {"value": 6, "unit": "guns"}, "unknown", None, "unknown", "unknown"),
        ({"value": 5, "scope": "killed"}, 6, "unknown", None, "unknown", "unknown"),
    ],
)
def test_quantity(a: Any, b: Any, expected: str, stronger: str | None, a_denied: str, b_denied: str) -> None:
    found = compare("losses", a, b)
    assert (found.relation, found.stronger) == (expected, stronger)
    assert compare("losses", a, b, denies="a").relation == a_denied
    assert compare("losses", a, b, denies="b").relation == b_denied


bound = st.one_of(st.none(), st.integers(0, 6))


@given(bound, bound, bound, bound)
def test_quantity_against_the_numbers_it_holds(
    low_a: int | None, high_a: int | None, low_b: int | None, high_b: int | None
) -> None:
    values = []
    for low, high in ((low_a, high_a), (low_b, high_b)):
        value = {name: bound for name, bound in (("low", low), ("high", high)) if bound is not None}
        if not value or (low is not None and high is not None and high < low):
            return
        values.append(value)
    # Half steps tell intervals apart that share no whole number; 8 and -2 stand for what is beyond all bounds.
    a, b = (
        {number for number in range(-4, 17) if value.get("low", -2) * 2 <= number <= value.get("high", 8) * 2}
        for value in values
    )
    found = compare("losses", *values)
    if a == b:
        assert found.relation == "equal"
    elif a <= b or b <= a:
        assert (found.relation, found.stronger) == ("refines", "a" if a <= b else "b")
    else:
        assert found.relation == ("compatible" if a & b else "disjoint")
    denied = compare("losses", *values, denies="b").relation
    assert denied == ("disjoint" if a <= b else "maybe" if a & b else "compatible")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2025-01-05", "2025-01-05", "equal"),
        ("2025-01-05", "2025-01-05?", "equal"),
        ("2025-01-05", "2025-01-06", "disjoint"),
        ("2025-01-05", "2025-01-06~", "refines"),
        ("2025-01-05", "2025-01", "refines"),
        ("2025-01", "2025-01-01/2025-01-31", "equal"),
        ("2025-01", "2025-01-20/2025-02-10", "compatible"),
        ("2025-01", "2025-02", "disjoint"),
        ("2025-01-05/..", "2025-01-04", "disjoint"),
        ("2025-01-05/..", "2030", "refines"),
        ("2025-01-05T10:00:00Z", "2025-01-05", "refines"),
        ("2025-01-05T24:00:00Z", "2025-01-05", "disjoint"),
    ],
)
def test_moment(a: str, b: str, expected: str) -> None:
    assert compare("moment", a, b).relation == expected


@pytest.mark.parametrize("raw", [None, "soon", "2025-13", True, {"time": "2025"}, ["2025"]])
def test_what_is_no_moment(raw: Any) -> None:
    with pytest.raises(InvalidValue):
        REGISTRY.read("moment", raw)


@pytest.mark.parametrize(
    ("a", "b", "expected", "stronger"),
    [
        ("brigade", "brigade", "equal", None),
        ("brigade", {"actor": "brigade"}, "equal", None),
        ("battalion", "ukraine", "refines", "a"),
        ("ukraine", "brigade", "refines", "b"),
        ("ukraine", "russia", "disjoint", None),
        ({"actor": "ukraine", "role": "attacker"}, {"actor": "russia", "role": "defender"}, "unknown", None),
        ({"actor": "ukraine", "role": "attacker"}, "ukraine", "unknown", None),
    ],
)
def test_role(a: Any, b: Any, expected: str, stronger: str | None) -> None:
    found = compare("commander", a, b)
    assert (found.relation, found.stronger) == (expected, stronger)
    many = compare("role", a, b).relation
    assert many == ("compatible" if expected == "disjoint" else expected)


def test_denied_role() -> None:
    assert compare("role", "ukraine", "brigade", denies="a").relation == "disjoint"
    assert compare("role", "ukraine", "brigade", denies="b").relation == "compatible"
    assert compare("commander", "ukraine", "russia", denies="a").relation == "compatible"


def test_order_has_one_topic_for_both_events() -> None:
    order = REGISTRY["order"]
    push = order.topical("push", {"before": "counterattack"})
    back = order.topical("counterattack", {"before": "push"})
    assert (push.subject, push.separators) == (back.subject, back.separators) == ("counterattack", {"other": "push"})
    first, second = (ASSERTS, push.value), (ASSERTS, back.value)
    assert order.compare(first, second, BACKGROUND).relation == "disjoint"
    assert order.compare(first, first, BACKGROUND).relation == "equal"
    assert order.compare(first, (DENIES, push.value), BACKGROUND).relation == "disjoint"
    assert order.compare(first, (DENIES, back.value), BACKGROUND).relation == "compatible"


@pytest.mark.parametrize(
    ("predicate", "a", "b"), [("opinion", "good", "bad"), ("text", "x", None), ("silence", "losses", "losses")]
)
def test_words_are_never_compared(predicate: str, a: Any, b: Any) -> None:
    for denies in ("", "a", "ab"):
        assert compare(predicate, a, b, denies=denies).relation == "unknown"


def test_a_silence_names_a_predicate() -> None:
    assert REGISTRY.read("silence", "losses") == "losses"
    assert REGISTRY["silence"].topical("push", "losses").separators == {"asked": "losses"}
    with pytest.raises(InvalidValue, match="no predicate loses to be silent about"):
        REGISTRY.read("silence", "loses")
    with pytest.raises(InvalidValue):
        REGISTRY.read("silence", None)
    with pytest.raises(InvalidValue):
        REGISTRY.read("opinion", {"words": "good"})
