"""Loads: what is refused and why, what is written, and that doing it again changes nothing."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from counterclaim.graph import Graph, Transaction
from counterclaim.loading.load import Loader, Report
from counterclaim.models import dumps, read_row
from counterclaim.predicates import Registry, load_registry
from counterclaim.queries.completeness import stale_near
from counterclaim.queries.naming import resolve
from counterclaim_loaders import SourcedRow, content_digest, read
from tests.conftest import KURSK
from tests.dossiers import Rows
from tests.snapshots import snapshot

ACTOR = ("actor", {"id": "isw", "name": "ISW"})
PLACE = ("place", {"id": "berdin", "name": "Berdin"})
EVENT = ("event", {"id": "battle", "time": "2025-01-05"})
HOLDS = {"party": "isw", "status": "control"}


def statement(row_id: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    """A statement about Berdin, unless told otherwise."""
    row = {"id": row_id, "claimant": "isw", "about": "berdin", "predicate": "territory", "value": HOLDS}
    return "statement", {**row, "stated": "2025-01-06", **fields}


async def load(graph: Graph | None, registry: Registry, rows: Rows, **options: Any) -> Report:
    sourced = [SourcedRow(read_row(kind, row), "rows", None, index) for index, (kind, row) in enumerate(rows)]
    return await Loader(graph, registry).load("rows", sha256(dumps(rows).encode()).hexdigest(), sourced, **options)


def found(report: Report) -> set[tuple[str, str, str | None]]:
    """The errors of a report, as id, code and field."""
    return {(error["id"], error["code"], error.get("field")) for error in report.errors}


async def test_every_fault_is_found_in_one_run(registry: Registry) -> None:
    rows: Rows = [
        ACTOR,
        PLACE,
        EVENT,
        statement("right"),
        statement("nobody", claimant="ghost"),
        statement("wrong-kind", claimant="berdin"),
        statement("about-event", about="battle"),
        statement("no-predicate", predicate="teritory"),
        statement("bad-value", value={"party": "isw", "status": "holds"}),
        statement("no-party", value={"party": "ghost", "status": "control"}),
        statement("on-refused", derived_from=["nobody"], value={"party": "isw", "status": "absent"}),
        statement("names-refused", revises=["bad-value"]),
        statement("follows", revises=["names-refused"]),
        statement("itself", revises=["itself"]),
        statement("right", value={"party": "isw", "status": "absent"}),
        ("place", {"id": "upper", "part_of": "lower"}),
        ("place", {"id": "lower", "part_of": "upper"}),
        ("actor", {"id": "berdin"}),
    ]
    report = await load(None, registry, rows)
    assert found(report) >= {
        ("nobody", "dangling", "claimant"),
        ("wrong-kind", "wrong-kind", "claimant"),
        ("about-event", "wrong-kind", "about"),
        ("no-predicate", "invalid", "predicate"),
        ("bad-value", "invalid", "value.status"),
        ("no-party", "dangling", "value.party"),
        ("names-refused", "refused", "revises"),
        ("follows", "refused", "revises"),
        ("itself", "cycle", "revises"),
        ("right", "conflict", "value"),
        ("lower", "cycle", None),
        ("berdin", "conflict", "id"),
    }
    assert all(error["message"] and error["remedy"] for error in report.errors)


async def test_what_is_wrong_with_a_value_is_told_as_of_any_other_field(registry: Registry) -> None:
    wrong = {"party": "the isw", "status": "presense", "extnt": "part"}
    report = await load(None, registry, [ACTOR, PLACE, statement("bad", value=wrong), statement("none", value=None)])
    told = {(error["id"], error.get("field")): (error["code"], error.get("cell")) for error in report.errors}
    assert told == {
        ("bad", "value.status"): ("invalid", "presense"),
        ("bad", "value.party"): ("invalid-id", "the isw"),
        ("bad", "value.extnt"): ("unknown-key", "part"),
        ("none", "value"): ("missing", None),
    }
    assert (report.rows, report.refused) == (4, 2)


async def test_the_rest_of_a_faulty_load_is_written(empty: Graph, registry: Registry) -> None:
    report = await load(empty, registry, [ACTOR, PLACE, statement("right"), statement("wrong", claimant="ghost")])
    assert (report.state, report.written, report.refused) == ("loaded", 3, 1)
    assert [row["id"] for row in await empty.read("statement_rows", ids=["right", "wrong"])] == ["right"]


async def test_stop_on_error_writes_nothing(empty: Graph, registry: Registry) -> None:
    rows = [ACTOR, PLACE, statement("wrong", value=3), statement("right")]
    report = await load(empty, registry, rows, stop_on_error=True)
    assert (report.state, report.written) == ("stopped", 0)
    assert not await empty.read("actor_rows", ids=["isw"])


async def test_a_dry_run_writes_nothing_and_knows_the_graph(empty: Graph, registry: Registry) -> None:
    await load(empty, registry, [ACTOR, PLACE])
    before = await snapshot(empty)
    report = await load(empty, registry, [statement("right"), statement("wrong", claimant="ghost")], dry_run=True)
    assert found(report) == {("wrong", "dangling", "claimant")}
    assert await snapshot(empty) == before


async def test_the_same_again_changes_nothing(empty: Graph, registry: Registry) -> None:
    first = await Loader(empty, registry).load("kursk", content_digest(KURSK), read(KURSK))
    before = await snapshot(empty)
    again = await Loader(empty, registry).load("kursk", content_digest(KURSK), read(KURSK))
    assert first.written == again.unchanged > 150
    assert (again.written, again.topics) == (0, 0)
    assert await snapshot(empty) == before


async def test_a_conflict_with_the_graph_is_refused(empty: Graph, registry: Registry) -> None:
    await load(empty, registry, [ACTOR, PLACE, statement("one", text="First.")])
    report = await load(empty, registry, [statement("one", text="Second."), ("place", {"id": "isw"})])
    assert found(report) == {("one", "conflict", "text"), ("isw", "conflict", "id")}


@pytest.mark.parametrize(
    "letter", ["a", "\N{DESERET CAPITAL LETTER LONG I}", "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"]
)
async def test_the_longest_names_and_texts_are_kept_and_found(empty: Graph, registry: Registry, letter: str) -> None:
    name = letter * 1_000
    row = statement("long", about="x" * 200, text=letter * 20_000)
    report = await load(empty, registry, [ACTOR, ("place", {"id": "x" * 200, "name": name, "aliases": [name]}), row])
    assert report.errors == []
    assert (await resolve(empty, name)).id == "x" * 200


async def test_a_wrong_value_hides_no_other_fault(registry: Registry) -> None:
    rows: Rows = [
        ACTOR,
        PLACE,
        statement("both", claimant="ghost", value=3),
        statement("odd", predicate="x", about="y"),
    ]
    report = await load(None, registry, rows)
    assert found(report) == {
        ("both", "invalid", "value"),
        ("both", "dangling", "claimant"),
        ("odd", "invalid", "predicate"),
        ("odd", "dangling", "about"),
    }
    assert (report.refused, report.faults) == (2, 4)


async def test_no_event_comes_before_itself(registry: Registry) -> None:
    odd = statement("odd", about="battle", predicate="order", value={"before": "battle"})
    report = await load(None, registry, [ACTOR, EVENT, odd])
    assert found(report) == {("odd", "invalid", "value.before")}


@pytest.mark.parametrize("turned", [False, True])
async def test_an_id_that_the_graph_has_as_another_kind_means_that(
    empty: Graph, registry: Registry, turned: bool
) -> None:
    await load(empty, registry, [("place", {"id": "isw"}), PLACE])
    rows: Rows = [ACTOR, ("actor", {"id": "unit", "part_of": "isw"}), statement("one"), statement("two", about="isw")]
    report = await load(empty, registry, rows[::-1] if turned else rows)
    assert found(report) == {
        ("isw", "conflict", "id"),
        ("unit", "wrong-kind", "part_of"),
        *((one, "wrong-kind", field) for one in ("one", "two") for field in ("claimant", "value.party")),
    }
    assert report.state == "loaded"


async def test_a_cycle_through_links_that_only_the_graph_has_is_refused(empty: Graph, registry: Registry) -> None:
    chain: Rows = [
        ("place", {"id": "a"}),
        ("place", {"id": "b", "part_of": "a"}),
        ("place", {"id": "c", "part_of": "b"}),
    ]
    await load(empty, registry, chain)
    rows: Rows = [("place", {"id": "c", "name": "C"}), ("place", {"id": "a", "part_of": "c"})]
    checked = await load(empty, registry, rows, dry_run=True)
    assert found(checked) == {("a", "cycle", None)}
    assert (await load(empty, registry, rows, stop_on_error=True)).written == 0
    assert (await load(empty, registry, rows)).errors == checked.errors


async def test_what_is_given_once_of_a_piece_is_kept(empty: Graph, registry: Registry) -> None:
    point = {"latitude": 51.0, "longitude": 35.0}
    await load(empty, registry, [("place", {"id": "berdin", "location": point})])
    report = await load(empty, registry, [("place", {"id": "berdin", "location": {**point, "precision": 100.0}})])
    assert (report.errors, report.written) == ([], 1)
    moved = await load(empty, registry, [("place", {"id": "berdin", "location": {**point, "latitude": 52.0}})])
    assert found(moved) == {("berdin", "conflict", "location.latitude")}


async def test_a_row_grows_no_larger_than_can_be_read_again(empty: Graph, registry: Registry) -> None:
    halves = [[f"{half}{number}" for number in range(6_000)] for half in "ab"]
    await load(empty, registry, [("actor", {"id": "isw", "aliases": halves[0]})])
    report = await load(empty, registry, [("actor", {"id": "isw", "aliases": halves[1]})])
    assert [error["code"] for error in report.errors] == ["conflict"]
    wide = statement("wide", predicate="opinion", value="x" * 1_000_000)
    assert [error["code"] for error in (await load(None, registry, [ACTOR, PLACE, wide])).errors] == ["too-large"]


async def test_a_cycle_through_the_graph_is_refused(empty: Graph, registry: Registry) -> None:
    await load(empty, registry, [("place", {"id": "a"}), ("place", {"id": "b", "part_of": "a"})])
    report = await load(empty, registry, [("place", {"id": "a", "part_of": "b"})])
    assert found(report) == {("a", "cycle", None)}


async def test_what_is_named_is_added_to(empty: Graph, registry: Registry) -> None:
    await load(empty, registry, [("place", {"id": "berdin", "aliases": ["Berdino"]})])
    report = await load(empty, registry, [("place", {"id": "berdin", "name": "Berdin", "aliases": ["Бердин"]})])
    assert report.written == 1
    (row,) = await empty.read("place_rows", ids=["berdin"])
    assert row["row"] == dumps({"id": "berdin", "name": "Berdin", "aliases": ["Berdino", "Бердин"]})


async def test_stale_topics_of_a_killed_load_are_computed_by_the_next(empty: Graph, registry: Registry) -> None:
    other = statement("two", claimant="other", value={"party": "other", "status": "control"}, time="2025-01-06")
    rows = [ACTOR, PLACE, ("actor", {"id": "other"}), statement("one", time="2025-01-06"), other]
    await load(empty, registry, rows)
    whole = await snapshot(empty)

    async def forget(tx: Transaction) -> None:
        await tx.execute("MATCH (d:Dispute) DETACH DELETE d")
        await tx.execute("MATCH (t:Topic) SET t.stale = true")

    await empty.write("forget", forget)
    assert await snapshot(empty) != whole
    report = await load(empty, registry, rows)
    assert (report.written, report.topics) == (0, 1)
    assert await snapshot(empty) == whole


async def test_what_names_a_refused_row_is_refused_however_long_the_chain(registry: Registry) -> None:
    chain: Rows = [("place", {"id": f"p{n}", "part_of": f"p{n - 1}"}) for n in range(1, 3_000)]
    report = await load(None, registry, [*chain, ("place", {"id": "p0", "part_of": "nowhere"})])
    assert (report.rows, report.refused) == (3_000, 3_000)


async def test_of_a_large_tangle_all_rows_are_refused(registry: Registry) -> None:
    number = 3_000
    near = {n: [f"s{other}" for other in (n - 1, n + 1) if 0 <= other < number] for n in range(number)}
    rows: Rows = [ACTOR, PLACE, *(statement(f"s{n}", derived_from=named) for n, named in near.items())]
    report = await load(None, registry, [*rows, statement("apart"), statement("on-it", derived_from=["s7"])])
    assert (report.rows, report.refused) == (number + 4, number + 1)
    assert {error["code"] for error in report.errors} == {"cycle", "refused"}


OWN = """
families:
  sequence: {comparison: order}
predicates:
  sequence: {label: what it led to, family: sequence, subjects: [event], functional: true}
  mood: {label: the mood there, family: outcome, subjects: [event], functional: true}
"""


@pytest.fixture
def wider(tmp_path: Path) -> Registry:
    """The built-in predicates and two more."""
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    return load_registry(tmp_path / "own.yaml")


async def test_topics_of_predicates_that_are_not_at_hand_stay_stale(
    empty: Graph, registry: Registry, wider: Registry
) -> None:
    mood = {"about": "battle", "predicate": "mood", "time": "2025-01-06"}
    rows = [ACTOR, ("actor", {"id": "other"}), EVENT, statement("one", **mood, value="success")]
    await load(empty, wider, rows)
    await load(empty, wider, [statement("two", **mood, claimant="other", value="failed")])

    async def forget(tx: Transaction) -> None:
        await tx.execute("MATCH (d:Dispute) DETACH DELETE d")
        await tx.execute("MATCH (t:Topic {id: 'battle~mood'}) SET t.stale = true")

    await empty.write("forget", forget)
    assert (await load(empty, registry, [PLACE])).topics == 0
    assert not (await stale_near(empty)).topic_complete("battle~mood")
    assert (await load(empty, wider, rows)).topics == 1
    assert (await stale_near(empty)).topic_complete("battle~mood")
    assert [one["id"] for one in await empty.read("stored_disputes", ids=["battle~mood"])] == ["battle~mood"]


async def test_an_order_holds_with_whichever_predicate_it_is_stated(empty: Graph, wider: Registry) -> None:
    order = {"about": "battle", "value": {"before": "flight"}, "predicate": "order"}
    sequence = {**order, "predicate": "sequence"}
    await load(empty, wider, [ACTOR, EVENT, ("event", {"id": "flight"}), statement("one", **order)])
    await load(empty, wider, [statement("two", **sequence)])
    assert await stated(empty) == [("battle", "flight", ["one", "two"])]
    await load(empty, wider, [statement("one", **order, retracted="2025-01-07"), statement("three", **sequence)])
    assert await stated(empty) == [("battle", "flight", ["three", "two"])]


async def stated(graph: Graph) -> list[tuple[str, str, list[str]]]:
    """The stated order of the graph."""
    rows = await graph.read("stated_after", ids=["battle", "flight"], limit=10)
    return [(row["first"], row["then"], row["statements"]) for row in rows]


async def test_offsets_are_checked_against_the_text(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Twelve chars", encoding="utf-8")
    rows: Rows = [
        ACTOR,
        PLACE,
        ("document", {"id": "text", "file": "text.txt"}),
        ("document", {"id": "gone", "file": "gone.txt"}),
        statement("inside", **{"in": {"document": "text", "start": 0, "end": 12}}),
        statement("outside", **{"in": {"document": "text", "start": 0, "end": 13}}),
    ]
    report = await load(None, registry, rows, base=tmp_path)
    assert found(report) == {("outside", "passage-outside", "in.0.end"), ("gone", "file-missing", "file")}


async def test_retraction_ends_what_is_known(empty: Graph, registry: Registry) -> None:
    one = statement("one", time="2025-01-06")
    two = statement("two", claimant="other", value={"party": "other", "status": "control"}, time="2025-01-06")
    await load(empty, registry, [ACTOR, PLACE, ("actor", {"id": "other"}), one, two])
    assert await member_ends(empty) == [2**63 - 1] * 2
    await load(empty, registry, [("statement", {**one[1], "retracted": "2025-01-07"})])
    assert await member_ends(empty) == [1736294400] * 2


async def test_a_revision_ends_what_is_known(empty: Graph, registry: Registry) -> None:
    one = statement("one", time="2025-01-06")
    two = statement("two", claimant="other", value={"party": "other", "status": "control"}, time="2025-01-06")
    await load(empty, registry, [ACTOR, PLACE, ("actor", {"id": "other"}), one, two])
    await load(empty, registry, [statement("three", revises="one", stated="2025-01-09", time="2024-12-01")])
    assert await member_ends(empty) == [1736467200] * 2


async def member_ends(graph: Graph) -> list[int]:
    """Until when the statements of the dispute about Berdin stood in it."""
    (dispute,) = await graph.read("stored_disputes", ids=["berdin~territory"])
    return [member[3] for member in dispute["members"]]
