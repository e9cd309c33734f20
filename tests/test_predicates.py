"""What holds for all families of predicates."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from counterclaim.models import Polarity
from counterclaim.predicates import Relation, UnknownPredicate
from counterclaim.predicates.family import Value
from tests.comparisons import BACKGROUND, EXTENTS, REGISTRY, STATUSES, holding

VALUES: dict[str, list[Any]] = {
    "territory": [
        holding(status, party, extent)
        for status, party, extent in product(STATUSES, ("ukraine", "battalion", "russia", "militia"), EXTENTS)
    ],
    "outcome": ["success", "partial", "failed", "ongoing"],
    "occurrence": [None],
    "losses": [5, {"about": 5}, {"at_least": 5}, {"at_most": 5}, {"low": 4, "high": 6}, {"value": 5, "unit": "tanks"}],
    "moment": ["2025-01", "2025-01-XX", "2025-01-01/2025-01-31", "2025-01-05", "2025-01-05?", "2025-01-06~", "2025"]
    + ["2025-01-05/..", "../2025-01-05", "2025-01-05T10:00:00Z", "2025-01-05T00:00Z/2025-01-05T23:59Z", "2025-01-05/"],
    "whereabouts": [
        {"place": place, "extent": extent}
        for place, extent in product(("berdin", "sudzha", "guevo", "kursk"), ("all", "part", "outskirts", "near"))
    ],
    "commander": ["battalion", "brigade", "ukraine", "russia", {"actor": "ukraine", "role": "deputy"}],
    "role": ["battalion", "brigade", "ukraine", "russia", {"actor": "ukraine", "role": "attacker"}],
}


def readings(predicate: str) -> list[Value]:
    return [REGISTRY.read(predicate, raw) for raw in VALUES[predicate]]


@pytest.mark.parametrize("predicate", VALUES)
def test_equal_values_are_one_side_and_others_are_not(predicate: str) -> None:
    kind = REGISTRY[predicate].family
    for a, b in product(readings(predicate), repeat=2):
        equal = kind.compare(a, b, BACKGROUND).relation == Relation.EQUAL
        assert (kind.side(a, BACKGROUND) == kind.side(b, BACKGROUND)) == equal, (a, b)


@pytest.mark.parametrize("predicate", VALUES)
def test_a_span_tells_what_is_disjoint(predicate: str) -> None:
    kind = REGISTRY[predicate].family
    for a, b in product(readings(predicate), repeat=2):
        one, other = kind.span(a), kind.span(b)
        if one is None or other is None:
            assert predicate not in ("losses", "moment")
            continue
        apart = one.of == other.of and (one.high < other.low or other.high < one.low)
        assert (kind.compare(a, b, BACKGROUND).relation == Relation.DISJOINT) == apart


@pytest.mark.parametrize("predicate", VALUES)
def test_a_position_tells_all_that_the_comparison_needs(predicate: str) -> None:
    found = REGISTRY[predicate]
    cases: dict[tuple[object, ...], Relation] = {}
    for a, b in product(product(Polarity, readings(predicate)), repeat=2):
        one, other = (found.family.position(value, BACKGROUND) for _, value in (a, b))
        if one is None or other is None:
            assert predicate not in ("territory", "whereabouts", "commander", "role")
            continue
        within = BACKGROUND.within(one.node, other.node), BACKGROUND.within(other.node, one.node)
        relation = found.compare(a, b, BACKGROUND).relation
        assert cases.setdefault((a[0], one.kind, b[0], other.kind, within), relation) == relation


@pytest.mark.parametrize("predicate", VALUES)
def test_what_is_read_reads_as_itself(predicate: str) -> None:
    for value in readings(predicate):
        assert REGISTRY[predicate].family.read(value) == value


@pytest.mark.parametrize(
    ("predicate", "raw", "words"),
    [
        ("territory", holding("presence", "ukraine", "part"), "Ukraine: presence in part"),
        ("territory", holding("control", "ukraine"), "Ukraine: control of all"),
        ("territory", holding("absent", "russia", "outskirts"), "russia: absent from the outskirts"),
        ("territory", holding("presence", "ukraine", "outskirts"), "Ukraine: presence on the outskirts"),
        ("territory", holding("contested", ""), "contested in all"),
        ("outcome", "partial", "partial"),
        ("occurrence", None, "it happened"),
        ("losses", 38000, "38,000"),
        ("losses", {"at_least": 38000, "unit": "persons"}, "at least 38,000 persons"),
        ("losses", {"at_most": 5.5, "scope": "killed"}, "at most 5.5 (killed)"),
        ("losses", {"about": 100, "unit": "tanks", "scope": "lost"}, "90 to 110 tanks (lost)"),
        ("moment", "2025-01~", "2025-01~"),
        ("whereabouts", "berdin", "in Berdin"),
        ("whereabouts", {"place": "berdin", "extent": "outskirts"}, "on the outskirts of Berdin"),
        ("whereabouts", {"place": "berdin", "extent": "near"}, "near Berdin"),
        ("commander", "ukraine", "Ukraine"),
        ("role", {"actor": "ukraine", "role": "attacker"}, "Ukraine, as attacker"),
        ("order", {"before": "push"}, "before the push"),
        ("opinion", "a success", "a success"),
        ("text", None, "in words"),
        ("silence", "losses", "no comment on losses"),
    ],
)
def test_a_value_in_words(predicate: str, raw: Any, words: str) -> None:
    names = {"ukraine": "Ukraine", "berdin": "Berdin", "push": "the push"}
    assert REGISTRY[predicate].family.describe(REGISTRY.read(predicate, raw), names) == words


def test_a_topic_keeps_units_and_scopes_apart() -> None:
    losses = REGISTRY["losses"]
    assert losses.topical("push", {"low": 5, "unit": "tanks"}).separators == {"unit": "tanks", "scope": None}
    assert losses.topical("push", {"low": 5}).separators == {"unit": None, "scope": None}


def test_an_unknown_predicate_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownPredicate, match="There is no predicate loses") as caught:
        REGISTRY["loses"]
    assert caught.value.remedy.startswith("Use one of area, ")
    assert REGISTRY[None].name == "text"
