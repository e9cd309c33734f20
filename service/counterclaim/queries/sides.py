"""From the rows of disputes to answers: sides with their evidence, and the pairs that stand against each other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import combinations, islice, product
from typing import Any

from counterclaim.disputes.origins import origins
from counterclaim.disputes.runs import Run, merged
from counterclaim.queries.evidence import LISTED, Evidence, Member
from counterclaim.queries.moments import run
from counterclaim.queries.naming import thing
from counterclaim.queries.standing import Rivals, Standing, explained, rivals
from counterclaim.queries.statements import Draft, label, reads

EXAMINED = 200
"""Statements of a dispute that are compared two by two for one answer."""
EXPLAINED = 50
"""Pairs that one answer explains."""


def graded_runs(dispute: Mapping[str, Any]) -> list[Draft]:
    """The runs of days on which a dispute was known."""
    runs = zip(dispute["graded_from"], dispute["graded_to"], dispute["grades"], strict=True)
    return [{**run(start, end), "grade": grade} for start, end, grade in runs]


def grade_at(dispute: Mapping[str, Any], moment: int) -> str | None:
    """The grade of a dispute at a time, None if it was not known."""
    runs = zip(dispute["graded_from"], dispute["graded_to"], dispute["grades"], strict=True)
    return next((grade for start, end, grade in runs if start <= moment < end), None)


def dispute_draft(evidence: Evidence, id: str) -> Draft:
    """A dispute known at the time, as answers have it, but for `complete`."""
    row, registry = evidence.rows[id], evidence.registry
    dispute = row["dispute"]
    return {
        "id": id,
        "subject": evidence.wholes.thing(dispute["subject"]),
        "predicate": dispute["predicate"],
        "label": label(registry, dispute["predicate"]),
        "separators": json.loads(dispute["separators"]),
        "grade": grade_at(dispute, evidence.as_of),
        "known": graded_runs(dispute),
        "windows": [run(start, end) for start, end in windows(evidence, id)],
        "about": sorted((thing(one) for one in row["about"]), key=lambda one: str(one["id"])),
        "sides": [_side(evidence, id, key, members) for key, members in evidence.sides[id].items()],
        "silences": [evidence.draft(one) for one in row["silences"] if one in evidence.statements],
    }


def windows(evidence: Evidence, id: str) -> list[Run]:
    """The runs of time in which statements that disagree meet, of those known at the time.

    They are stored for all that ever did. Where some are not known, the others are compared again, if all are listed.
    """
    row = evidence.rows[id]
    stored = list(zip(row["dispute"]["windows_from"], row["dispute"]["windows_to"], strict=True))
    if row["all_known"]:
        return stored
    standings, whole = _examined(evidence, id)
    if not whole:
        return stored
    times = [(pair.a.stance.time, pair.b.stance.time) for pair in _rivals(evidence, standings)]
    return merged((max(a.earliest_start, b.earliest_start), min(a.latest_end, b.latest_end)) for a, b in times)


def _examined(evidence: Evidence, id: str) -> tuple[list[Standing], bool]:
    """The statements of a dispute that are compared for one answer, and whether those are all."""
    members = [member for side in evidence.sides[id].values() for member in evidence.listed(side)]
    whole = len(members) <= EXAMINED and all(len(side) <= LISTED for side in evidence.sides[id].values())
    return [evidence.standing(id, member) for member in members[:EXAMINED]], whole


def _rivals(evidence: Evidence, standings: Sequence[Standing]) -> list[Rivals]:
    return list(rivals(combinations(standings, 2), evidence.wholes.background, evidence.as_of))


def _side(evidence: Evidence, dispute: str, key: str, members: Sequence[Member]) -> Draft:
    polarity, _, text = key.partition(" ")
    value = json.loads(text)
    statements = [
        {
            **evidence.draft(member.id),
            "path": [evidence.wholes.thing(place) for place in evidence.path(dispute, member)],
        }
        for member in evidence.listed(members)
    ]
    claimants = {one["id"]: one for statement in statements for one in statement["claimants"]}
    voices = origins((member.id for member in members), evidence.provenance)
    predicate = evidence.rows[dispute]["dispute"]["predicate"]
    return {
        "key": key,
        "label": reads(evidence.registry, predicate, polarity, value, evidence.wholes),
        "polarity": polarity,
        "value": value,
        "origins": {"min": voices.min, "max": voices.max, "complete": evidence.provenance_whole},
        "claimants": list(claimants.values()),
        "total": len(members),
        "statements": statements,
    }


def pairs_draft(evidence: Evidence, dispute: str) -> Draft:
    """The pairs that make a dispute one, the gravest first, with the explanation of each."""
    standings, whole = _examined(evidence, dispute)
    found = _rivals(evidence, standings)
    names = evidence.names
    shown = nsmallest(EXPLAINED, found, key=_order)
    return {
        "items": [
            {
                "a": a.stance.id,
                "b": b.stance.id,
                **explained(a, b, evidence.wholes, names, evidence.as_of),
            }
            for _, a, b in shown
        ],
        "total": len(found),
        "all_examined": whole,
    }


def _order(pair: Rivals) -> tuple[int, str, str]:
    return pair.gravity, pair.a.stance.id, pair.b.stance.id


def stand_against(evidence: Evidence, dispute: str, a: str, b: str) -> bool:
    """Whether a statement of one actor and a statement of another make the dispute one, as known at the time."""
    pairs = product(list(_spoken(evidence, dispute, a)), list(_spoken(evidence, dispute, b)))
    return any(rivals(pairs, evidence.wholes.background, evidence.as_of))


def _spoken(evidence: Evidence, dispute: str, speaker: str) -> Iterator[Standing]:
    for members in evidence.sides[dispute].values():
        own = (member for member in members if speaker in member.claimants and member.id in evidence.statements)
        for member in islice(own, EXAMINED):
            yield evidence.standing(dispute, member)
