"""A file of predicates of the user's own: what it adds, and what is told of a wrong one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counterclaim.predicates import Background, Comparison, InvalidPredicates, Registry, Relation, load_registry
from counterclaim.predicates.family import FAMILIES, Family, Value, family
from tests.comparisons import REGISTRY, compare

OWN = """
families:
  alert:
    comparison: matrix
    values: [green, yellow, red]
    relations:
      green:  [equal, maybe, disjoint]
      yellow: [maybe, equal, maybe]
      red:    [disjoint, maybe, equal]
  rough:
    comparison: quantity
    about: 0.5
predicates:
  alert:
    {label: how alarming it is, family: alert, subjects: [place], functional: true}
  depth:
    {label: how deep it is, family: rough, subjects: [place], functional: true, separators: [unit]}
"""


def own(folder: Path, text: str) -> Registry:
    path = folder / "predicates.yaml"
    path.write_text(text, encoding="utf-8")
    return load_registry(path)


def test_a_file_of_ones_own_adds_families_and_predicates(tmp_path: Path) -> None:
    registry = own(tmp_path, OWN)
    assert compare("alert", "green", "red", registry=registry).relation == "disjoint"
    assert compare("alert", "green", "yellow", registry=registry).relation == "maybe"
    assert compare("alert", "green", "green", denies="a", registry=registry).relation == "disjoint"
    assert registry.read("depth", {"about": 100}) == {"low": 50, "high": 150}
    assert registry["depth"].topical("pit", {"low": 5}).separators == {"unit": None}
    assert registry.read("silence", "alert") == "alert"
    assert set(registry.predicates) == set(REGISTRY.predicates) | {"alert", "depth"}


def test_an_empty_file_adds_nothing(tmp_path: Path) -> None:
    assert set(own(tmp_path, "# nothing yet\n").predicates) == set(REGISTRY.predicates)


def test_a_new_comparison_is_a_class_and_an_entry(tmp_path: Path) -> None:
    @family("parity")
    class Parity(Family):
        """Odd or even."""

        settings = ("odd",)

        def read(self, raw: Any) -> Value:
            return int(raw)

        def compare(self, a: Value, b: Value, background: Background) -> Comparison:
            relation = Relation.EQUAL if a % 2 == b % 2 else Relation.DISJOINT
            return Comparison(relation, "by parity")

    try:
        registry = own(
            tmp_path,
            """
families: {parity: {comparison: parity, odd: 1}}
predicates: {parity: {label: odd or even, family: parity, subjects: [event], functional: true}}
""",
        )
        with pytest.raises(ValueError, match="registered twice"):
            family("parity")(Parity)
    finally:
        del FAMILIES["parity"]
    assert compare("parity", 3, 4, registry=registry).relation == "disjoint"
    assert registry["parity"].family.describe(3, {}) == "3"


MATRIX = "families: {alert: {comparison: matrix, values: [a, b], relations: {a: [equal, maybe], b: [maybe, equal]}}}"
HALVES = """
families:
  land:
    comparison: territory
    same_side:
      control:   [equal, refines, disjoint, maybe]
      presence:  [refines, equal, disjoint, compatible]
      absent:    [disjoint, disjoint, equal, maybe]
      contested: [maybe, compatible, maybe, equal]
    opponents:
      control:   [disjoint, maybe, compatible, maybe]
      presence:  [maybe, compatible, compatible, compatible]
      absent:    [compatible, compatible, compatible, maybe]
      contested: [maybe, compatible, maybe, equal]
"""
PREDICATE = "predicates: {depth: {label: x, family: quantity, subjects: [place], functional: true}}"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("families: [", "no valid YAML"),
        ("families: {a: {comparison: words}, a: {comparison: words}}", "no valid YAML"),
        ("- territory", "top: Input should be"),
        ("colours: {}", "colours: Extra inputs"),
        ("families: {alert: {values: [a]}}", "families.alert.comparison: Field required"),
        ("families: {alert: {comparison: guess}}", "there is no comparison guess; use matrix, "),
        ("families: {territory: {comparison: words}}", "the family territory is declared already"),
        ("families: {'a b': {comparison: words}}", "families.a b"),
        ("families: {alert: {comparison: words, values: [a]}}", "values is no setting of this comparison"),
        ("families: {alert: {comparison: matrix, values: [a]}}", "relations is missing"),
        ("families: {rough: {comparison: quantity}}", "about is missing"),
        ("families: {rough: {comparison: quantity, about: 2}}", "about is a share between 0 and 1"),
        ("families: {rough: {comparison: quantity, about: half}}", "families.rough: could not convert"),
        ("families: {rough: {comparison: quantity, about: }}", "families.rough"),
        (MATRIX.replace("[a, b]", "[a, b, c]"), "relations needs a row for each of a, b, c"),
        (MATRIX.replace("[a, b]", "[a, a]"), "values names one word twice"),
        (MATRIX.replace("[a, b]", "ab"), "values needs a list of words"),
        (MATRIX.replace("[a, b]", "[]"), "values needs a list of words"),
        (MATRIX.replace("[equal, maybe]", "[equal]"), "relations.a needs 2 relations"),
        (MATRIX.replace("[equal, maybe]", "[equal, perhaps]"), "relations.a holds 'perhaps', which is none of equal"),
        (MATRIX.replace("[equal, maybe]", "[equal, disjoint]"), "not symmetric at"),
        (MATRIX.replace("[equal, maybe]", "[maybe, maybe]"), "says that a is not equal to itself"),
        (MATRIX.replace("maybe", "equal"), "two values that are equal: a, b"),
        (MATRIX.replace("maybe", "refines"), "which of two values refines the other"),
        ("families: {land: {comparison: territory}}", "same_side is missing"),
        (HALVES.replace("absent:    [disjoint, disjoint, equal, maybe]", "absent: []"), "same_side.absent needs 4"),
        (
            HALVES.replace("[disjoint, disjoint, equal, maybe]", "[disjoint, disjoint, equal, refines]").replace(
                "contested: [maybe, compatible, maybe,", "contested: [maybe, compatible, refines,", 1
            ),
            "only of control and another",
        ),
        (
            HALVES.replace("[compatible, compatible, compatible, maybe]", "[compatible, compatible, equal, maybe]"),
            "equal: absent",
        ),
        (PREDICATE.replace("depth", "losses"), "the predicate losses is declared already"),
        (PREDICATE.replace("quantity", "length"), "there is no family length; use moment, "),
        (PREDICATE.replace("place", "planet"), "predicates.depth.subjects.0"),
        (PREDICATE.replace("[place]", "[]"), "predicates.depth.subjects"),
        (PREDICATE.replace("functional: true", "functional: perhaps"), "predicates.depth.functional"),
        (PREDICATE.replace("functional: true", "single: true"), "predicates.depth"),
        (PREDICATE.replace("true}", "true, separators: [colour]}"), "quantity values have no field colour"),
        (PREDICATE.replace("quantity", "outcome").replace("true}", "true, separators: [unit]}"), "no field unit"),
    ],
)
def test_a_wrong_file_is_told_by_place_and_reason(tmp_path: Path, text: str, wrong: str) -> None:
    with pytest.raises(InvalidPredicates) as caught:
        own(tmp_path, text)
    assert wrong in str(caught.value)
    assert "predicates.yaml" in str(caught.value)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(InvalidPredicates, match="can't be read"):
        load_registry(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"label: \xe9")
    with pytest.raises(InvalidPredicates, match="can't be read"):
        load_registry(tmp_path / "latin.yaml")
