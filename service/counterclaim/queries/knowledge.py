"""What is known of a thing: how much, in which disputes it stands, what each source says of it over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.answers import Thing
from counterclaim.graph import Reads, Row
from counterclaim.predicates import Registry
from counterclaim.queries.completeness import stale_near
from counterclaim.queries.naming import thing
from counterclaim.queries.sides import grade_at
from counterclaim.queries.statements import EVERY, Draft, drafts_of, label
from counterclaim.times import FUTURE, PAST

DISPUTES_LISTED = 20
STATEMENTS_LISTED = 200
PARTS_LISTED = 200

POSITION_FIELDS = ("id", "predicate", "label", "reads", "polarity", "certainty", "time", "stated", "text")


async def known_of(graph: Reads, registry: Registry, about: Thing, as_of: int) -> Draft:
    """What is known of an event, place or actor."""
    id = about.id
    stale = await stale_near(graph, about)
    (held,) = await graph.read("counts_about", id=id, as_of=as_of)
    disputes = await graph.read("disputes_touching", about=id, speaker=None, as_of=as_of, limit=DISPUTES_LISTED)
    statements = await _statements_about(graph, registry, id, as_of)
    total = disputes[0]["total"] if disputes else 0
    return {
        "counts": {
            "statements": held["statements"],
            "events": held["events_at"] + held["events_with"] + held["parts"],
            "disputes": total,
        },
        "disputes": briefs(registry, disputes, as_of),
        "positions": _positions(statements),
        "all_listed": total <= DISPUTES_LISTED and held["statements"] <= STATEMENTS_LISTED,
        "complete": stale.disputes_complete(),
    }


async def _statements_about(graph: Reads, registry: Registry, id: str, as_of: int) -> list[Draft]:
    anchors = {"about": id, **dict.fromkeys(("claimant", "relay", "whole", "speaker", "teller"))}
    run = {"from": PAST, "to": FUTURE, "as_of": as_of, "start": PAST, "id": "", "limit": STATEMENTS_LISTED}
    return await drafts_of(graph, registry, await graph.read("statements_anchored", **anchors, **EVERY, **run))


def briefs(registry: Registry, rows: Iterable[Row], as_of: int) -> list[Draft]:
    """Disputes in one line each."""
    return [
        {
            "id": dispute["id"],
            "subject": thing(subject),
            "predicate": dispute["predicate"],
            "label": label(registry, dispute["predicate"]),
            "grade": grade_at(dispute, as_of),
            "sides": len({side for side, _ in members}),
            "statements": len({statement for _, statement in members}),
        }
        for dispute, (subject,), members in ((row["dispute"], row["subject"], row["members"]) for row in rows)
    ]


def _positions(statements: Sequence[Draft]) -> list[Draft]:
    """The statements of each source, in their order; who says most comes first."""
    sources: dict[str, Draft] = {}
    said: dict[str, list[Draft]] = {}
    for statement in statements:
        short = {field: statement[field] for field in POSITION_FIELDS}
        for source in statement["claimants"]:
            sources[source["id"]] = source
            said.setdefault(source["id"], []).append(short)
    ordered = sorted(said, key=lambda one: (-len(said[one]), one))
    return [{"source": sources[one], "statements": said[one]} for one in ordered]


async def parts_of(graph: Reads, id: str) -> list[Draft]:
    """What is directly part of a thing."""
    rows = await graph.read("parts_of", id=id, limit=PARTS_LISTED)
    return [thing((row["id"], row["name"], row["label"])) for row in rows]
