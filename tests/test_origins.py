"""Independent origins, against an oracle that follows every derivation; and when statements are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.disputes import Origins, Provenance, known_from, known_to, origins
from counterclaim.times import FUTURE, PAST, instant, parse

NOTHING: Mapping[str, Any] = {}
CLAIMANTS = {"s1": ["isw"], "s2": ["mod"], "s3": ["isw"], "s4": ["sources"], "s5": ["isw", "mod"], "s6": ["bloggers"]}


def count(
    statements: list[str], derived_from: Mapping[str, list[str]] = NOTHING, publishers: Mapping[str, str] = NOTHING
) -> tuple[int, int]:
    found = origins(statements, Provenance(CLAIMANTS, derived_from, publishers, {"sources", "bloggers"}))
    return found.min, found.max


def test_claimants_are_origins_however_many_relay_them() -> None:
    assert count(["s1", "s3"]) == (1, 1)
    assert count(["s1", "s2", "s3"]) == (2, 2)
    assert count(["s5"]) == (2, 2)
    assert count([]) == (0, 0)


def test_groups_are_unknown_and_may_be_the_same() -> None:
    assert count(["s4", "s6"]) == (1, 2)
    assert count(["s1", "s4", "s6"]) == (2, 3)


def test_five_outlets_with_one_origin_are_one_voice() -> None:
    outlets = [f"o{number}" for number in range(5)]
    claimants = {outlet: [outlet] for outlet in outlets} | {"wire": ["agency"]}
    chain = {outlet: ["wire"] for outlet in outlets}
    found = origins(outlets, Provenance(claimants, derived_from=chain))
    assert found == Origins(("agency",), ())
    echo = dict(zip(outlets, (["wire"], *([outlet] for outlet in outlets)), strict=False))
    assert origins(outlets, Provenance(claimants, derived_from=echo)) == Origins(("agency",), ())


def test_what_rests_on_a_document_has_its_publisher_as_origin() -> None:
    derived = {"s1": ["video"], "s2": ["leaflet"]}
    assert count(["s1"], derived_from=derived, publishers={"video": "channel"}) == (1, 1)
    assert count(["s1", "s2"], derived_from=derived, publishers={"video": "channel"}) == (2, 2)
    assert count(["s1", "s2"], derived_from=derived) == (1, 2)
    assert origins(["s1"], Provenance(CLAIMANTS, derived_from=derived)).unknown == ("video",)
    assert count(["s1"], derived_from=derived, publishers={"video": "sources"}) == (1, 1)


def test_a_ring_of_derivations_has_one_unknown_origin() -> None:
    ring = {"s2": ["s1"], "s1": ["s3"], "s3": ["s2"]}
    assert origins(["s2"], Provenance(CLAIMANTS, derived_from=ring)) == Origins((), ("s1",))
    assert origins(["s2", "s3"], Provenance(CLAIMANTS, derived_from={"s2": ["s2"], "s3": ["s2"]})).unknown == ("s2",)
    opened = {"s2": ["s1"], "s1": ["s2", "s4"]}
    assert origins(["s2"], Provenance(CLAIMANTS, derived_from=opened, groups=["sources"])).unknown == ("sources",)


def test_a_long_chain() -> None:
    chain = {f"c{number}": [f"c{number + 1}"] for number in range(5_000)}
    found = origins(["c0"], Provenance({"c5000": ["isw"]}, derived_from=chain))
    assert found == Origins(("isw",), ())


NODES = [f"s{number}" for number in range(6)]
sources = st.lists(st.sampled_from([*NODES, "d0", "d1", "d2"]), max_size=3, unique=True)


@settings(max_examples=400, deadline=None)
@given(st.tuples(*(sources for _ in NODES)), st.sets(st.sampled_from(NODES)), st.data())
def test_origins_are_the_ends_of_all_derivations(
    derived: tuple[list[str], ...], asked: set[str], data: st.DataObject
) -> None:
    edges = dict(zip(NODES, derived, strict=True))
    actors = st.sampled_from(["a", "b", "g", "h"])
    claimants = {node: sorted(data.draw(st.sets(actors, min_size=1, max_size=2))) for node in NODES}
    publishers = {node: data.draw(actors) for node in ("d0", "d1")}

    def reached(node: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(edges.get(node, ()))
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += edges.get(one, ())
        return seen

    found: set[str] = set()
    for node in asked.union(*(reached(one) for one in asked)):
        below = reached(node)
        if not below:
            found |= set(claimants.get(node) or [publishers.get(node, node)])
        elif all(node in reached(one) for one in below):
            found.add(min(below | {node}))
    unknown = {one for one in found if one in ("g", "h") or one in edges or one == "d2"}
    expected = Origins(tuple(sorted(found - unknown)), tuple(sorted(unknown)))
    answer = origins(sorted(asked), Provenance(claimants, edges, publishers, ["g", "h"]))
    assert answer == expected
    assert (answer.min, answer.max) == (len(found - unknown) + min(1, len(unknown)), len(found))


# --- known ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "stated", "recorded", "expected"),
    [
        (["2025-01-06"], "2025-01-05", "2025-01-08", "2025-01-07"),
        (["2025-01-09", "2025-01-06", "2025-01"], "2025-01-05", "2025-01-08", "2025-01-07"),
        ([], "2025-01-05", "2025-01-08", "2025-01-06"),
        ([], None, "2025-01-08T10:00:00Z", "2025-01-09"),
        (["2025-01"], None, "2025-01-08", "2025-02-01"),
        (["2025-01-06~"], None, "2025-01-08", "2025-01-08"),
        (["2025-01-06T00:00:00Z"], None, "2025-01-08", "2025-01-07"),
        (["2025-01-06T23:59:59Z"], None, "2025-01-08", "2025-01-07"),
        (["2025-01-06/2025-01-07"], None, "2025-01-08", "2025-01-08"),
        (["2025-01-06/.."], None, "2025-01-08", "2025-01-07"),
        (["2025-01-06/"], None, "2025-01-08", "2025-01-07"),
        (["../2025-01-06"], None, "2025-01-08", "2025-01-07"),
        (["/.."], "2025-01-05", "2025-01-08", "2025-01-06"),
        (["/.."], "/..", "2025-01-08", "2025-01-09"),
    ],
)
def test_known_from(published: list[str], stated: str | None, recorded: str, expected: str) -> None:
    found = known_from([parse(text) for text in published], parse(stated) if stated else None, parse(recorded))
    assert instant(found) == expected


def test_known_from_the_beginning_or_never() -> None:
    assert instant(known_from([parse("../..")], None, parse("2025"))) is None
    assert known_from([parse("../..")], None, parse("2025")) < PAST + 2 * 86_400
    assert known_from([parse("/..")], None, parse("/..")) == FUTURE


def test_known_to() -> None:
    ninth = parse("2025-01-09")
    assert known_to(None, []) == FUTURE
    assert instant(known_to(ninth, [])) == "2025-01-10"
    assert known_to(None, [(5, FUTURE), (3, 4), (4, FUTURE)]) == 3
    assert known_to(ninth, [(5, FUTURE)]) == 5
    assert known_to(None, [(5, 5), (3, 2)]) == FUTURE, "revised by what was never known"
    assert known_to(ninth, [(FUTURE, FUTURE)]) == ninth.latest_end
    assert instant(known_to(parse("2025-01"), [])) == "2025-02-01"
