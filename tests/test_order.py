"""The order of events: the transitive reduction and the cycles, against networkx over all pairs and all rings."""

from __future__ import annotations

from itertools import count, product
from random import Random

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.order import Cycle, cycles, reduction
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


# --- cycles -----------------------------------------------------------------------------------------------------------

stated = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.integers(0, 30).map("s{}".format)), max_size=16
)


def rings(edges: list[tuple[str, str, str]]) -> list[tuple[str, ...]]:
    """Return all elementary rings, each from its smallest event."""
    graph = networkx.DiGraph((before, after) for before, after, _ in edges)
    found = []
    for ring in networkx.simple_cycles(graph):
        first = ring.index(min(ring))
        found.append((*ring[first:], *ring[:first]))
    return found


def entangled(edges: list[tuple[str, str, str]]) -> set[tuple[str, ...]]:
    """Return the groups of events that reach each other and themselves, by following edges until nothing is new."""
    reached = {(before, after) for before, after, _ in edges}
    while more := {(a, d) for (a, b), (c, d) in product(reached, reached) if b == c} - reached:
        reached |= more
    return {tuple(sorted(b for b in "abcdefg" if {(a, b), (b, a)} <= reached)) for a in "abcdefg" if (a, a) in reached}


@given(stated)
def test_each_tangle_is_reported_once_with_its_shortest_ring(edges: list[tuple[str, str, str]]) -> None:
    found = cycles(edges)
    assert {cycle.component for cycle in found} == entangled(edges)
    assert len(found) == len(entangled(edges))
    assert found == sorted(found)
    everything = rings(edges)
    for path, statements, component, component_statements in found:
        within = [ring for ring in everything if set(ring) <= set(component)]
        assert path == min(within, key=lambda ring: (len(ring), ring))
        steps = set(zip(path, (*path[1:], path[0]), strict=True))
        assert statements == tuple(sorted({statement for *edge, statement in edges if tuple(edge) in steps}))
        assert component_statements == tuple(
            sorted({statement for *edge, statement in edges if set(edge) <= set(component)})
        )


@given(stated, st.data())
def test_cycles_do_not_depend_on_the_order_of_statements(
    edges: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    assert cycles(data.draw(st.permutations(edges))) == cycles(edges)


def test_no_cycle_no_report() -> None:
    assert cycles([]) == []
    assert cycles([("a", "b", "s1"), ("b", "c", "s2"), ("a", "c", "s3")]) == []


def test_an_event_before_itself() -> None:
    assert cycles([("a", "a", "s1")]) == [Cycle(("a",), ("s1",), ("a",), ("s1",))]


def test_all_statements_of_a_step_are_named() -> None:
    edges = [("b", "c", "s2"), ("a", "b", "s1"), ("c", "a", "s3"), ("a", "b", "s4"), ("c", "d", "s5")]
    assert cycles(edges) == [
        Cycle(("a", "b", "c"), ("s1", "s2", "s3", "s4"), ("a", "b", "c"), ("s1", "s2", "s3", "s4"))
    ]


@pytest.mark.parametrize("steps", ["ab bc cb cd de ed ea", "ad de ed eb bc cb ca"])
def test_of_equally_short_rings_the_smallest_is_given(steps: str) -> None:
    (cycle,) = cycles([(step[0], step[1], f"s-{step}") for step in steps.split()])
    assert cycle.path == ("b", "c")
    assert cycle.statements == ("s-bc", "s-cb")
    assert len(cycle.component_statements) == 7


def test_a_long_ring_is_found() -> None:
    names = [f"e{index:05d}" for index in range(3000)]
    edges = [(before, after, f"s-{before}") for before, after in zip(names, (*names[1:], names[0]), strict=True)]
    (cycle,) = cycles(edges)
    assert cycle.path == cycle.component == tuple(names)
    assert len(cycle.statements) == len(names)
