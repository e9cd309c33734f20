"""How two statements stand to each other, and why: each gate with what it saw, the comparison and the grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import JsonValue

from counterclaim.disputes.grades import Grade, grade
from counterclaim.disputes.runs import Run
from counterclaim.disputes.stance import Stance
from counterclaim.disputes.topics import Topic
from counterclaim.predicates import Background, Comparison, Predicate
from counterclaim.times import Time, certainly_overlap, instant

RULE = "dispute/1"
"""The rule's name and version: changes when the same two statements would get another verdict."""


class GateName(StrEnum):
    """What two statements must have in common, or apart, in this order."""

    TOPIC = "topic"
    KNOWN = "known"
    TIMES = "times"
    CLAIMANTS = "claimants"


FAILED = {GateName.TIMES: Grade.CHANGE, GateName.CLAIMANTS: Grade.REVISION}


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate, whether the two passed it, and what it saw; bounds are ISO 8601 in UTC, None where unbounded."""

    name: GateName
    passed: bool
    saw: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The explanation of a pair, of whatever grade.

    `topic`: what both are about, if they are; of a place and one above, it is the lower, and `path` leads up from it.
    `failed`: the first gate that was not passed. `comparison`: how the values compare, if the topic is the same.
    `overlap`: the run of seconds in which both may hold, if there is one; `certainly`: whether both do at some instant.
    """

    rule: str
    a: str
    b: str
    topic: Topic | None
    path: tuple[str, ...]
    gates: tuple[Gate, ...]
    failed: GateName | None
    comparison: Comparison | None
    overlap: Run | None
    certainly: bool
    grade: Grade


def judge(
    a: Stance,
    b: Stance,
    topic_a: Topic,
    topic_b: Topic,
    predicate: Predicate,
    background: Background,
    as_of: int | None = None,
) -> Verdict:
    """Judge two statements, each in the topic it was made in; `predicate` is that of `topic_a`.

    `as_of` is a second that both must have been known at; without it, they must have been known at one time.
    """
    topic, path = _common_topic(a, b, topic_a, topic_b, predicate, background)
    gates = (
        _topic_gate(topic_a, topic_b, topic, path),
        _known_gate(a, b, as_of),
        _times_gate(a.time, b.time),
        _claimants_gate(a, b),
    )
    failed = next((gate.name for gate in gates if not gate.passed), None)
    comparison = predicate.compare(a.claim, b.claim, background) if topic else None
    certainly = certainly_overlap(a.time, b.time)
    if failed or comparison is None:
        found = FAILED.get(failed or GateName.TOPIC, Grade.NOT_COMPARABLE)
    else:
        doubtful = a.doubtful or b.doubtful
        found = grade(comparison.relation, weak=a.weak or b.weak, doubtful=doubtful, certainly=certainly)
    overlap = _overlap(a.time, b.time)
    return Verdict(RULE, a.id, b.id, topic, path, gates, failed, comparison, overlap, certainly, found)


def _overlap(a: Time, b: Time) -> Run | None:
    start, end = max(a.earliest_start, b.earliest_start), min(a.latest_end, b.latest_end)
    return (start, end) if start < end else None


def _common_topic(
    a: Stance, b: Stance, topic_a: Topic, topic_b: Topic, predicate: Predicate, background: Background
) -> tuple[Topic | None, tuple[str, ...]]:
    """The topic in which the two meet, and the path from its place up to the other's."""
    if topic_a.id == topic_b.id:
        return (None, ()) if a.path and b.path else (topic_a, a.path or b.path)
    if topic_a.predicate == topic_b.predicate and topic_a.separators == topic_b.separators:
        for lower, upper, claim in ((topic_a, topic_b, b.claim), (topic_b, topic_a, a.claim)):
            chain = tuple(background.chain(lower.subject))
            if upper.subject in chain and predicate.family.covers(*claim):
                return lower, chain[: chain.index(upper.subject) + 1]
    return None, ()


def _topic_gate(topic_a: Topic, topic_b: Topic, common: Topic | None, path: tuple[str, ...]) -> Gate:
    saw: dict[str, JsonValue] = {
        name: {"subject": topic.subject, "predicate": topic.predicate, "separators": topic.separators}
        for name, topic in (("a", topic_a), ("b", topic_b))
    }
    return Gate(GateName.TOPIC, common is not None, {**saw, "path": list(path)})


def _known_gate(a: Stance, b: Stance, as_of: int | None) -> Gate:
    since, until = max(a.known_from, b.known_from), min(a.known_to, b.known_to)
    passed = since < until if as_of is None else since <= as_of < until
    saw: dict[str, JsonValue] = {
        "a": _run((a.known_from, a.known_to)),
        "b": _run((b.known_from, b.known_to)),
        "both": _run((since, until)) if since < until else None,
        "as_of": None if as_of is None else instant(as_of),
    }
    return Gate(GateName.KNOWN, passed, saw)


def _times_gate(a: Time, b: Time) -> Gate:
    both = _overlap(a, b)
    saw: dict[str, JsonValue] = {
        "a": _bounds(a),
        "b": _bounds(b),
        "overlap": "certain" if certainly_overlap(a, b) else "possible" if both else "no",
        "both": _run(both) if both else None,
    }
    return Gate(GateName.TIMES, both is not None, saw)


def _run(run: Run) -> dict[str, JsonValue]:
    return {"from": instant(run[0]), "to": instant(run[1])}


def _bounds(time: Time) -> dict[str, JsonValue]:
    return {
        "time": time.text,
        "earliest_start": instant(time.earliest_start),
        "latest_start": instant(time.latest_start),
        "earliest_end": instant(time.earliest_end),
        "latest_end": instant(time.latest_end),
        "uncertain": time.uncertain,
    }


def _claimants_gate(a: Stance, b: Stance) -> Gate:
    common = a.claimants & b.claimants
    saw: dict[str, JsonValue] = {"a": [*sorted(a.claimants)], "b": [*sorted(b.claimants)], "common": [*sorted(common)]}
    return Gate(GateName.CLAIMANTS, not common, saw)
