"""How many independent origins a side rests on: five outlets with one origin are one voice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import networkx


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where statements come from.

    `claimants`: those of each statement, however many relay it. `derived_from`: the statements and documents that a
    statement rests on. `publishers`: that of each document that has one. `groups`: the actors that stand for many,
    such as "Russian sources", of whom nobody knows which.
    """

    claimants: Mapping[str, Collection[str]]
    derived_from: Mapping[str, Collection[str]] = field(default_factory=dict)
    publishers: Mapping[str, str] = field(default_factory=dict)
    groups: Collection[str] = ()


class Origins(NamedTuple):
    """The origins that are known by name, and those that are not, by what they are behind; both sorted."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def min(self) -> int:
        """How many there are, if all the unknown ones are the same."""
        return len(self.known) + bool(self.unknown)

    @property
    def max(self) -> int:
        """How many there are, if all the unknown ones differ."""
        return len(self.known) + len(self.unknown)


def origins(statements: Iterable[str], provenance: Provenance) -> Origins:
    """The origins that statements come from together (design, section 5).

    What is derived has the origins of what it is derived from. At the end of that stand statements, whose claimants are
    origins; documents, whose publisher is one; and rings of statements derived from each other and nothing else, whose
    origin is unknown and goes by the smallest id. A document without a publisher and a group are unknown.
    """
    known: set[str] = set()
    unknown: set[str] = set()
    graph = _derivations(statements, provenance)
    for ends in networkx.attracting_components(graph):
        source = min(ends)
        if graph.out_degree(source):
            unknown.add(source)
            continue
        publisher = provenance.publishers.get(source)
        actors = provenance.claimants.get(source) or ([publisher] if publisher else [])
        for actor in actors:
            (unknown if actor in provenance.groups else known).add(actor)
        if not actors:
            unknown.add(source)
    return Origins(tuple(sorted(known)), tuple(sorted(unknown)))


def _derivations(statements: Iterable[str], provenance: Provenance) -> networkx.DiGraph:
    """All that the statements are derived from."""
    graph = networkx.DiGraph()
    found = list(statements)
    graph.add_nodes_from(found)
    while found:
        statement = found.pop()
        for source in provenance.derived_from.get(statement, ()):
            if source not in graph:
                found.append(source)
            graph.add_edge(statement, source)
    return graph
