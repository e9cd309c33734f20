"""Every cell of the comparisons of territory and whereabouts, written out here from the design."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest

from counterclaim.faults import ID_REMEDY
from counterclaim.predicates import Background, InvalidValue
from tests.comparisons import ASSERTS, BACKGROUND, DENIES, EXTENTS, REGISTRY, STATUSES, compare, holding

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
