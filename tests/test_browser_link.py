"""Links that open a query in Neo4j Browser: what arrives in its editor, and that it answers as the query does."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

import neo4j
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.browser_link import LONGEST, Unlinkable, link, literal, written_out
from counterclaim.graph import Graph
from counterclaim_cypher import queries
from tests.samples import sampled

HOME = "http://localhost:7474/browser/"


def opened(address: str) -> str:
    """What Browser puts into its editor: it decodes the whole address, then looks for the argument."""
    decoded = unquote(address.replace("+", " "))
    found = re.findall(r"[?&]arg=([^&#]*)", decoded)
    return "\n".join(found)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="&#"), max_size=10)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


def test_a_link_connects_and_fills_the_editor() -> None:
    text = "MATCH (d:Dispute {id: $id})\nRETURN d LIMIT 100 // 100 % of it + more"
    address = link(HOME, text, {"id": "berdin~territory"}, address="neo4j://localhost:7687", database="neo4j")
    asked = dict(parse_qsl(urlsplit(address).query))
    assert asked["dbms"] == "neo4j://localhost:7687"
    assert asked["db"] == "neo4j"
    assert asked["cmd"] == "edit"
    assert address.startswith(HOME + "?")
    assert opened(address) == text.replace("$id", '"berdin~territory"')


def test_what_is_not_known_is_left_out() -> None:
    assert link(HOME, "RETURN 1") == f"{HOME}?cmd=edit&arg=RETURN%201"
    assert link(f"{HOME}?db=kg", "RETURN 1") == f"{HOME}?db=kg&cmd=edit&arg=RETURN%201"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("RETURN 'R&D', \"no. #1\"", "RETURN 'R\\u0026D', \"no. \\u00231\""),
        ("RETURN 'it\\'s & so'", "RETURN 'it\\'s \\u0026 so'"),
        ("RETURN 1 // this & that, # too", "RETURN 1 // this ＆ that, ＃ too"),
        ("RETURN /* a & 'b */ '$x'", "RETURN /* a ＆ 'b */ '$x'"),
        ("RETURN `$x` // $x\n+ $x", "RETURN `$x` // $x\n+ (-1)"),
    ],
)
def test_what_would_cut_the_query_is_written_otherwise(text: str, written: str) -> None:
    assert written_out(text, {"x": -1}) == written
    assert opened(link(HOME, text, {"x": -1})) == written


@pytest.mark.parametrize("text", ["MATCH (n:A&B) RETURN n", "MATCH (n:`R&D`) RETURN n", "RETURN #"])
def test_what_has_no_other_way_is_refused(text: str) -> None:
    with pytest.raises(Unlinkable, match="& or #"):
        link(HOME, text)


def test_a_query_too_long_is_refused() -> None:
    room = LONGEST - len(link(HOME, "x"))
    assert len(link(HOME, "x" * (room + 1))) == LONGEST
    with pytest.raises(Unlinkable, match="characters"):
        link(HOME, "x" * (room + 2))


@pytest.mark.parametrize("value", [float("inf"), float("nan"), b"bytes", object()])
def test_a_value_without_literal_is_refused(value: object) -> None:
    with pytest.raises(Unlinkable, match="no literal"):
        link(HOME, "RETURN $value", {"value": value})


@given(VALUES, TEXTS)
def test_any_value_arrives_whole(value: object, name: str) -> None:
    text = f"RETURN $value AS value // {name}"
    assert opened(link(HOME, text, {"value": value})) == written_out(text, {"value": value})


async def test_a_literal_is_the_value(kursk: Graph) -> None:
    values = [
        None,
        True,
        -(2**63),
        2**63 - 1,
        -1.5,
        1e300,
        'it\'s "so" \\ & #, $x\n\tБердин 🙂',
        [1, ["a"], []],
        {"a b`c": {"d": None}, "e": [-1]},
    ]
    for value in values:
        async with kursk._doors.reader.session(database=kursk.database) as session:
            record = await (await session.run(f"RETURN {literal(value)} AS value")).single(strict=True)
        assert record["value"] == value
        assert type(record["value"]) is type(value)


@pytest.mark.parametrize("name", ["disputes_by_id", "statements_by_id", "places_by_id", "events_after"])
async def test_a_linked_query_answers_as_with_its_parameters(kursk: Graph, name: str) -> None:
    asked = sampled(name)
    text = opened(link(HOME, queries()[name].text, asked))
    async with kursk._doors.reader.session(database=kursk.database, default_access_mode=neo4j.READ_ACCESS) as session:
        rows = [dict(record) async for record in await session.run(text)]
    assert sorted(map(repr, rows)) == sorted(map(repr, await kursk.read(name, **asked)))
