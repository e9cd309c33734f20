"""What disputes rest on: their statements as known at a time, what those name, and what they are derived from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple

from counterclaim.disputes.origins import Provenance
from counterclaim.disputes.topics import silence_about, topic
from counterclaim.graph import Reads, Row
from counterclaim.models import ActorKind
from counterclaim.predicates import Registry
from counterclaim.queries.chains import followed
from counterclaim.queries.standing import Standing, standing
from counterclaim.queries.statements import Draft, draft, statements_by_id
from counterclaim.queries.wholes import Wholes, wholes_of

LISTED = 50
"""Statements of one side that an answer lists."""
SPOKEN = 150
"""More statements of two actors on one side that are looked at to see whether they stand against each other."""


class Member(NamedTuple):
    """A statement on a side, as the dispute's row has it."""

    start: int
    id: str
    names: str | None
    about: str
    claimants: tuple[str, ...]


@dataclass(slots=True)
class Evidence:
    """Disputes as known at a time: their rows and sides by id, and the statements that are looked at.

    `provenance` is that of all statements on the sides; `provenance_whole` is false if more derivations lead from them
    than are followed for one answer.
    """

    registry: Registry
    as_of: int
    rows: dict[str, Row]
    sides: dict[str, dict[str, list[Member]]]
    statements: dict[str, Row]
    wholes: Wholes
    provenance: Provenance
    provenance_whole: bool

    def all_spoken(self, dispute: str, speakers: Sequence[str]) -> bool:
        """Whether all that some speakers say in a dispute is looked at."""
        return all(len(_spoken(side, speakers)) <= SPOKEN for side in self.sides[dispute].values())

    def draft(self, statement: str) -> Draft:
        """A statement, as answers have it."""
        return draft(self.statements[statement], self.wholes, self.registry)

    def listed(self, members: Sequence[Member]) -> list[Member]:
        """The first statements of a side."""
        return [member for member in members[:LISTED] if member.id in self.statements]

    def path(self, dispute: str, member: Member) -> list[str]:
        """From the dispute's place up to the one that a statement is about; empty if they are one."""
        subject = self.rows[dispute]["dispute"]["subject"]
        if member.about == subject:
            return []
        chain = list(self.wholes.background.chain(subject))
        return chain[: chain.index(member.about) + 1] if member.about in chain else []

    def standing(self, dispute: str, member: Member) -> Standing:
        """A statement as the rule sees it in a dispute."""
        return standing(self.statements[member.id], self.registry, self.path(dispute, member))

    @property
    def names(self) -> dict[str, str]:
        """What things and claimants are called."""
        claimants = {one: name for row in self.statements.values() for one, name, *_ in row["claimants"]}
        return {**claimants, **self.wholes.names}


async def evidence_of(
    graph: Reads, registry: Registry, rows: Sequence[Row], as_of: int, speakers: Sequence[str] = ()
) -> Evidence:
    """Read the statements of disputes that are listed, and more of those of some speakers."""
    sides = {row["dispute"]["id"]: _sides(row["members"]) for row in rows}
    everyone = [side for by_key in sides.values() for side in by_key.values()]
    members = [member for side in everyone for member in _looked_at(side, speakers)]
    silent = [one for row in rows for one in row["silences"]]
    inherited = [row["dispute"]["subject"] for row in rows if _inherits(row, sides)]
    statements = await _statements(graph, sorted({member.id for member in members} | set(silent)))
    wholes = await wholes_of(graph, [*(member.names for member in members), *inherited])
    for one, name, label in (thing for row in rows for thing in row["about"]):
        wholes.names[one], wholes.labels[one] = name, label
    provenance, whole = await _provenance(graph, everyone, statements)
    by_id = {row["dispute"]["id"]: row for row in rows}
    return Evidence(registry, as_of, by_id, sides, statements, wholes, provenance, whole)


@lru_cache(maxsize=8)
def silences(registry: Registry) -> dict[str, str]:
    """By predicate, what ends the id of the topic that holds the silences about it."""
    return {name: silence_about(topic("", name, {})).id.rpartition("~")[2] for name in registry.predicates}


async def _statements(graph: Reads, ids: Sequence[str]) -> dict[str, Row]:
    return {row["id"]: row for row in await statements_by_id(graph, ids)}


def _sides(members: Iterable[Sequence[Any]]) -> dict[str, list[Member]]:
    """The members by side, the side with most statements first, and on it by when their content begins to hold."""
    found: dict[str, dict[str, Member]] = defaultdict(dict)
    for statement, key, _, _, start, names, about, claimants in members:
        found[key][statement] = Member(start, statement, names, about, tuple(claimants))
    ordered = sorted(found.items(), key=lambda side: (-len(side[1]), side[0]))
    return {key: sorted(side.values(), key=lambda member: member[:2]) for key, side in ordered}


def _looked_at(side: Sequence[Member], speakers: Sequence[str]) -> list[Member]:
    return [*side[:LISTED], *_spoken(side, speakers)[:SPOKEN]]


def _spoken(side: Sequence[Member], speakers: Sequence[str]) -> list[Member]:
    """What speakers say beyond the statements that are listed anyway."""
    return [member for member in side[LISTED:] if not set(speakers).isdisjoint(member.claimants)]


def _inherits(row: Row, sides: Mapping[str, Mapping[str, Sequence[Member]]]) -> bool:
    """Whether a statement is about another place than the topic."""
    subject = row["dispute"]["subject"]
    return any(member.about != subject for side in sides[row["dispute"]["id"]].values() for member in side)


async def _provenance(
    graph: Reads, sides: Iterable[Sequence[Member]], statements: Mapping[str, Row]
) -> tuple[Provenance, bool]:
    """Where all statements of sides come from, and whether that is the whole of it.

    More is read only of those that are derived, or that are not listed, so that nothing is known of them yet.
    """
    claimants: dict[str, Sequence[str]] = {member.id: member.claimants for side in sides for member in side}
    unread = claimants.keys() - statements.keys()
    derived = {one for one in claimants.keys() - unread if statements[one]["derived_from"]}
    groups = await _groups(graph, {actor for one in unread for actor in claimants[one]})
    rows, whole = await followed(partial(_derivations, graph), derived | unread, _statement_beneath)
    kinds = {actor: kind for row in statements.values() for actor, _, kind, _ in row["claimants"]}
    derived_from: dict[str, list[str]] = defaultdict(list)
    publishers: dict[str, str] = {}
    for row in rows:
        derived_from[row["id"]].append(row["origin"])
        kinds |= dict([*row["claimants"], *row["publishers"]])
        if row["claimants"]:
            claimants[row["origin"]] = [actor for actor, _ in row["claimants"]]
        elif row["publishers"]:
            publishers[row["origin"]] = row["publishers"][0][0]
    groups |= {actor for actor, kind in kinds.items() if kind == ActorKind.GROUP}
    return Provenance(claimants, derived_from, publishers, groups), whole


async def _groups(graph: Reads, actors: Iterable[str]) -> set[str]:
    ids = sorted(actors)
    return {row["id"] for row in await graph.read("groups_among", ids=ids)} if ids else set()


async def _derivations(graph: Reads, ids: Sequence[str], limit: int) -> list[Row]:
    return await graph.read("derivations", ids=ids, limit=limit)


def _statement_beneath(row: Row) -> str | None:
    return str(row["origin"]) if row["label"] == "Statement" else None
