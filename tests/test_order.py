"""The order of events: the transitive reduction and the rings, against networkx over all pairs and all rings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, product
from random import Random

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.order import Ring, reduction, rings
from counterclaim.times import DAY, Time, definitely_before, parse

# --- reduction --------------------------------------------------------------------------------------------------------


def lasting(start: int, end: int) -> Time:
    """Return a time that has started and ended at these seconds for certain."""
    return Time(f"{start}/{end}", start, start, end, end, "second", False, False)


spans = st.tuples(st.integers(0, 9), st.integers(1, 5)).map(lambda span: lasting(span[0], span[0] + span[1]))
dated = st.one_of(
    spans, st.sampled_from(["2025-01", "2025-01-05~", "2025-01-04/..", "../2025-01-02", "2025-02", "/.."]).map(parse)
)
events = st.lists(dated, max_size=10).map(lambda drawn: [(f"e{index}", time) for index, time in enumerate(drawn)])


def reduction_of_all_pairs(drawn: list[tuple[str, Time]]) -> set[tuple[str, str]]:
    graph = networkx.DiGraph()
    graph.add_nodes_from(event for event, _ in drawn)
    graph.add_edges_from(
        (a, b) for (a, first), (b, second) in product(drawn, drawn) if definitely_before(first, second)
    )
    return set(networkx.transitive_reduction(graph).edges)


@given(events)
def test_reduction_is_that_of_all_pairs(drawn: list[tuple[str, Time]]) -> None:
    edges = reduction(drawn)
    assert set(edges) == reduction_of_all_pairs(drawn)
    assert len(edges) == len(set(edges))


@given(events, st.randoms(use_true_random=False))
def test_reduction_is_in_order_of_time_then_id_however_events_come(
    drawn: list[tuple[str, Time]], random: Random
) -> None:
    edges = reduction(drawn)
    place = {event: (time.earliest_start, time.latest_end, event) for event, time in drawn}
    assert edges == sorted(edges, key=lambda edge: (place[edge[0]], place[edge[1]]))
    shuffled = list(drawn)
    random.shuffle(shuffled)
    assert reduction(shuffled) == edges


def test_reduction_by_example() -> None:
    drawn = {"c": "2025-01-07", "a": "2025-01-05", "b": "2025-01-05/2025-01-06", "d": "2025-01-06~", "e": "2025-01-09"}
    assert reduction([(event, parse(text)) for event, text in drawn.items()]) == [
        ("a", "c"),
        ("b", "c"),
        ("d", "e"),
        ("c", "e"),
    ]


def test_reduction_of_many_days_compares_few_pairs() -> None:
    compared = count()

    class Second(int):
        """A second that counts how often it is compared."""

        def __lt__(self, other: int) -> bool:
            next(compared)
            return int(self) < int(other)

        def __gt__(self, other: int) -> bool:
            next(compared)
            return int(self) > int(other)

        __hash__ = int.__hash__

    number = 20_000
    drawn = []
    for index in range(number):
        start = index * 7919 % number * DAY
        drawn.append((f"{start:012d}", lasting(Second(start), Second(start + DAY))))
    edges = reduction(drawn)
    ids = sorted(event for event, _ in drawn)
    assert edges == list(zip(ids, ids[1:], strict=False))
    # log2 of the number is 14: sorting takes up to that many a day, each of two searches as many.
    assert number < next(compared) < number * 60


# --- rings ------------------------------------------------------------------------------------------------------------

stated = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.integers(0, 30).map("s{}".format)), max_size=16
)


def from_event(ring: Sequence[str], event: str) -> tuple[str, ...]:
    """Return a ring as it is read from one of its events."""
    first = ring.index(event)
    return (*ring[first:], *ring[:first])


def smallest_through(edges: list[tuple[str, str, str]], event: str) -> set[tuple[str, ...]]:
    """Return the ring to be found through an event, by looking at all elementary rings."""
    graph = networkx.DiGraph((before, after) for before, after, _ in edges)
    through = [from_event(ring, event) for ring in networkx.simple_cycles(graph) if event in ring]
    return {from_event(ring, min(ring)) for ring in sorted(through, key=lambda ring: (len(ring), ring))[:1]}


@given(stated, st.lists(st.sampled_from("abcdefg"), max_size=3))
def test_the_shortest_ring_through_each_event_is_found(edges: list[tuple[str, str, str]], events: list[str]) -> None:
    found = rings(edges, events)
    expected = set[tuple[str, ...]]().union(*(smallest_through(edges, event) for event in events))
    assert [ring.path for ring in found] == sorted(expected)
    for path, statements in found:
        steps = set(zip(path, (*path[1:], path[0]), strict=True))
        assert statements == tuple(sorted({statement for *edge, statement in edges if tuple(edge) in steps}))


@given(stated, st.data())
def test_rings_do_not_depend_on_the_order_of_statements(edges: list[tuple[str, str, str]], data: st.DataObject) -> None:
    assert rings(data.draw(st.permutations(edges)), "abc") == rings(edges, "cba")


def test_no_ring_no_report() -> None:
    assert rings([], ["a"]) == []
    assert rings([("a", "b", "s1"), ("b", "c", "s2"), ("a", "c", "s3")], "abc") == []


def test_a_ring_elsewhere_is_not_reported() -> None:
    assert rings([("a", "b", "s1"), ("b", "c", "s2"), ("c", "b", "s3")], ["a"]) == []


def test_an_event_before_itself() -> None:
    assert rings([("a", "a", "s1")], ["a"]) == [Ring(("a",), ("s1",))]


def test_all_statements_of_a_step_are_named() -> None:
    edges = [("b", "c", "s2"), ("a", "b", "s1"), ("c", "a", "s3"), ("a", "b", "s4"), ("c", "d", "s5")]
    assert rings(edges, ["b", "c"]) == [Ring(("a", "b", "c"), ("s1", "s2", "s3", "s4"))]


@pytest.mark.parametrize(("event", "path"), [("a", "ade"), ("b", "bc"), ("d", "de")])
def test_it_leads_through_the_event_even_if_another_is_shorter(event: str, path: str) -> None:
    steps = ("ad", "de", "ed", "eb", "bc", "cb", "ca", "ea")
    (ring,) = rings([(step[0], step[1], f"s-{step}") for step in steps], [event])
    assert ring.path == tuple(path)


def test_rings_of_thousands_that_are_tangled() -> None:
    names = [f"e{index:05d}" for index in range(3000)]
    around = zip(names, (*names[1:], names[0]), strict=True)
    edges = [(before, after, f"s-{before}") for before, after in [*around, *zip(names[2:], names, strict=False)]]
    (ring, other) = rings(edges, [names[0], names[-1]])
    assert len(ring.path) == len(other.path) == 3
