"""Every cell of every comparison, written out here from the design and not read from the data file."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.faults import ID_REMEDY
from counterclaim.models import ActorKind, Polarity
from counterclaim.predicates import (
    Background,
    Comparison,
    InvalidPredicates,
    InvalidValue,
    Registry,
    Relation,
    UnknownPredicate,
    load_registry,
)
from counterclaim.predicates.family import FAMILIES, Family, Value, family

REGISTRY = load_registry()
ASSERTS, DENIES = Polarity.ASSERTS, Polarity.DENIES
BACKGROUND = Background(
    parents={
        "brigade": "ukraine",
        "battalion": "brigade",
        "ukraine": "allies",
        "corps": "russia",
        "berdin": "sudzha",
        "sudzha": "kursk",
        "guevo": "kursk",
    },
    kinds={"ukraine": ActorKind.STATE, "allies": ActorKind.COALITION, "russia": ActorKind.STATE},
)


def compare(
    predicate: str,
    a: Any,
    b: Any,
    *,
    denies: str = "",
    background: Background = BACKGROUND,
    registry: Registry = REGISTRY,
) -> Comparison:
    """Compare two raw values; `denies` names those that are denied, as in "a" or "ab"."""
    claims = [
        (DENIES if name in denies else ASSERTS, registry.read(predicate, raw)) for name, raw in (("a", a), ("b", b))
    ]
    there = registry[predicate].compare(claims[0], claims[1], background)
    back = registry[predicate].compare(claims[1], claims[0], background)
    assert (there.relation, there.stronger) == (back.relation, back.swapped().stronger), "it depends on the order"
    assert there.reason
    return there


def holding(status: str, party: str, extent: str = "all") -> dict[str, Any]:
    return {"status": status, "extent": extent} | ({} if status == "contested" else {"party": party})


# --- territory --------------------------------------------------------------------------------------------------------

STATUSES = ("control", "presence", "absent", "contested")
EXTENTS = ("all", "part", "outskirts")

# The table of the design: a row against control, presence and absent of one side, contested, then of the opponent.
TERRITORY = """
control   | equal    refines    disjoint   maybe      | disjoint   maybe      compatible
presence  | refines  equal      disjoint   compatible | maybe      compatible compatible
absent    | disjoint disjoint   equal      maybe      | compatible compatible compatible
contested | maybe    compatible maybe      equal      | maybe      compatible maybe
"""


def cells() -> dict[tuple[str, str, bool], str]:
    """By status, other status and whether they are of one side."""
    table: dict[tuple[str, str, bool], str] = {}
    for line in TERRITORY.strip().splitlines():
        row, same, opponent = (part.split() for part in line.split("|"))
        table |= {(row[0], status, True): cell for status, cell in zip(STATUSES, same, strict=True)}
        table |= {(row[0], status, False): cell for status, cell in zip(STATUSES, opponent, strict=False)}
        table[row[0], "contested", False] = same[3]
    return table


CELLS = cells()


@pytest.mark.parametrize(("status", "other"), list(product(STATUSES, STATUSES)))
@pytest.mark.parametrize("party", ["ukraine", "brigade", "russia", "corps"])
def test_territory_of_the_whole(status: str, other: str, party: str) -> None:
    same = party in ("ukraine", "brigade")
    found = compare("territory", holding(status, "ukraine"), holding(other, party))
    assert found.relation == CELLS[status, other, same]
    assert found.stronger == ({"control": "a", "presence": "b"}[status] if found.relation == "refines" else None)


def implies(a: dict[str, str], b: dict[str, str]) -> bool:
    """What is so of all is so of a part; who controls is present."""
    status = a["status"] == b["status"] or (a["status"], b["status"]) == ("control", "presence")
    return status and (a["extent"] == b["extent"] or (a["extent"], b["extent"]) == ("all", "part"))


@pytest.mark.parametrize(("extent", "other_extent"), list(product(EXTENTS, EXTENTS)))
def test_territory_of_parts(extent: str, other_extent: str) -> None:
    for status, other, same in product(STATUSES, STATUSES, (True, False)):
        a, b = holding(status, "ukraine", extent), holding(other, "brigade" if same else "russia", other_extent)
        found = compare("territory", a, b)
        expected, stronger = CELLS[status, other, same], None
        if expected in ("equal", "refines"):
            if extent != other_extent and "outskirts" in (extent, other_extent):
                expected = "maybe"
            elif implies(a, b) and implies(b, a):
                expected = "equal"
            elif implies(a, b) or implies(b, a):
                expected, stronger = "refines", "a" if implies(a, b) else "b"
            else:
                expected = "compatible"
        elif expected in ("disjoint", "maybe"):
            if "all" not in (extent, other_extent):
                expected = "compatible"
            elif "outskirts" in (extent, other_extent):
                expected = "maybe"
        assert (found.relation, found.stronger) == (expected, stronger), (a, b)


@pytest.mark.parametrize(
    ("actor", "side"),
    [
        ("battalion", "allies"),
        ("ukraine", "allies"),
        ("allies", "allies"),
        ("corps", "russia"),
        ("militia", "militia"),
        ("sudzha", "sudzha"),
    ],
)
def test_the_side_of_an_actor_is_its_topmost_state_or_coalition(actor: str, side: str) -> None:
    assert BACKGROUND.side(actor) == side


def test_a_ring_of_wholes_ends() -> None:
    ring = Background(parents={"a": "b", "b": "a"})
    assert list(ring.chain("a")) == ["a", "b"]
    assert ring.within("a", "b")
    assert not ring.within("a", "c")


@pytest.mark.parametrize(
    ("denied", "asserted", "expected"),
    [
        (("presence", "all"), ("presence", "all"), "disjoint"),
        (("presence", "part"), ("presence", "all"), "disjoint"),
        (("presence", "part"), ("control", "all"), "disjoint"),
        (("presence", "all"), ("presence", "part"), "compatible"),
        (("control", "all"), ("presence", "all"), "compatible"),
        (("presence", "all"), ("presence", "outskirts"), "compatible"),
        (("control", "all"), ("absent", "all"), "compatible"),
        (("contested", "all"), ("contested", "all"), "disjoint"),
    ],
)
def test_denied_territory(denied: tuple[str, str], asserted: tuple[str, str], expected: str) -> None:
    a, b = holding(denied[0], "ukraine", denied[1]), holding(asserted[0], "brigade", asserted[1])
    assert compare("territory", a, b, denies="a").relation == expected
    assert compare("territory", a, b, denies="ab").relation == "compatible"


def test_denying_what_an_opponent_does_is_no_matter() -> None:
    assert compare("territory", holding("control", "ukraine"), holding("control", "russia"), denies="a").relation == (
        "compatible"
    )


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ({"status": "control"}, "control needs a party"),
        ({"status": "contested", "party": "ukraine"}, "contested names no party"),
        ({"status": "held", "party": "ukraine"}, "status is none of 'control', 'presence', 'absent' or 'contested'."),
        ({"status": "control", "party": "ukraine", "extent": "near"}, "extent is none of 'all', 'part' or"),
        ({"party": "ukraine"}, "status is not given."),
        ("ukraine", "The value is not an object."),
        (None, "The value is not given."),
    ],
)
def test_what_is_no_territory(value: Any, wrong: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        REGISTRY.read("territory", value)
    assert wrong in str(caught.value)
    example = caught.value.remedy.removeprefix("A value of the family territory looks like ").removesuffix(".")
    assert REGISTRY.read("territory", json.loads(example))


def test_all_that_is_wrong_with_a_value_is_told_with_path_cell_and_what_to_do() -> None:
    with pytest.raises(InvalidValue) as caught:
        REGISTRY.read("territory", {"status": "presense", "party": "the state", "extnt": "part"})
    assert {(fault.code, fault.path, fault.cell, fault.remedy) for fault in caught.value.faults} == {
        ("invalid", ("status",), "presense", "Did you mean presence?"),
        ("invalid-id", ("party",), "the state", ID_REMEDY),
        ("unknown-key", ("extnt",), "part", "Did you mean extent?"),
    }


@pytest.mark.parametrize(
    ("predicate", "raw", "code", "remedy"),
    [
        ("losses", "1,5", "invalid", "Write the decimal point, not a comma."),
        ("losses", True, "invalid", 'looks like {"at_least": 38000, "unit": "persons", "scope": "'),
        ("commander", "two words", "invalid-id", ID_REMEDY),
        ("whereabouts", ["berdin"], "invalid", 'looks like {"place": "berdin", "extent": "outskirts"}.'),
        ("moment", "2025-01-05T10:00", "invalid-time", "Add the zone"),
        ("moment", 2024.5, "invalid", "Put it in quotes"),
        ("outcome", "sucess", "invalid", "Did you mean success?"),
        ("outcome", None, "missing", 'looks like "success".'),
        ("occurrence", "yes", "invalid", "Leave the value out."),
        ("opinion", 5, "invalid", "Put it in quotes"),
        ("silence", "loses", "invalid", "Did you mean losses?"),
        ("silence", "nothing", "invalid", "Use one of area, "),
        ("silence", None, "missing", 'looks like "territory".'),
    ],
)
def test_a_value_that_is_wrong_as_a_whole(predicate: str, raw: Any, code: str, remedy: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        REGISTRY.read(predicate, raw)
    (fault,) = caught.value.faults
    assert (fault.code, fault.path, fault.cell) == (code, (), raw)
    assert fault.remedy and remedy in fault.remedy


def test_a_claim_of_all_covers_the_places_within_and_a_denial_does_not() -> None:
    territory = REGISTRY["territory"].family
    read = REGISTRY.read
    assert territory.covers(ASSERTS, read("territory", holding("control", "ukraine")))
    assert not territory.covers(ASSERTS, read("territory", holding("control", "ukraine", "part")))
    assert not territory.covers(DENIES, read("territory", holding("control", "ukraine")))
    assert REGISTRY.covering == {"territory"}


# --- outcome, occurrence ----------------------------------------------------------------------------------------------

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


# --- quantity, moment -------------------------------------------------------------------------------------------------


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


# --- whereabouts ------------------------------------------------------------------------------------------------------

# A row for each extent of the first place: against all, part, outskirts and near of the second.
SAME_PLACE = """
all       | equal    refines  maybe    disjoint
part      | refines  equal    maybe    disjoint
outskirts | maybe    maybe    equal    maybe
near      | disjoint disjoint maybe    equal
"""
# Berdin lies in Kursk.
WITHIN = """
all       | refines    compatible compatible disjoint
part      | refines    compatible compatible disjoint
outskirts | compatible compatible compatible compatible
near      | compatible compatible compatible compatible
"""
APART = """
all       | disjoint   disjoint   maybe      compatible
part      | disjoint   disjoint   maybe      compatible
outskirts | maybe      maybe      maybe      compatible
near      | compatible compatible compatible compatible
"""


@pytest.mark.parametrize(
    ("table", "other"), [(SAME_PLACE, "berdin"), (WITHIN, "kursk"), (WITHIN, "sudzha"), (APART, "guevo"), (APART, "x")]
)
def test_whereabouts(table: str, other: str) -> None:
    for line in table.strip().splitlines():
        extent, row = line.split("|")
        for other_extent, expected in zip(("all", "part", "outskirts", "near"), row.split(), strict=True):
            a = {"place": "berdin", "extent": extent.strip()}
            found = compare("whereabouts", a, {"place": other, "extent": other_extent})
            assert found.relation == expected, (extent, other_extent)
            if expected == "refines":
                assert found.stronger == ("b" if other_extent == "part" else "a")


def test_denied_whereabouts() -> None:
    assert compare("whereabouts", "kursk", "berdin", denies="a").relation == "disjoint"
    assert compare("whereabouts", "kursk", "berdin", denies="b").relation == "compatible"


# --- role, order, words -----------------------------------------------------------------------------------------------


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


# --- what holds for all families --------------------------------------------------------------------------------------

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


# --- a file of the user's own -----------------------------------------------------------------------------------------

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
