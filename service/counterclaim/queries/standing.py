"""How statements stand to each other: the rule applied to rows of the graph, and its verdict as an answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from counterclaim.disputes import DISPUTED, Grade, Stance, Topic, topic_of
from counterclaim.disputes.explain import explain
from counterclaim.disputes.grades import grade
from counterclaim.disputes.judge import GateName, Verdict, judge
from counterclaim.graph import Row
from counterclaim.loading.compute import stance_of
from counterclaim.predicates import Background, Predicate, Registry, Relation
from counterclaim.queries.statements import Draft
from counterclaim.queries.wholes import Wholes
from counterclaim.times import certainly_overlap, possibly_overlap

RIVALS = (Relation.DISJOINT, Relation.MAYBE)


class Standing(NamedTuple):
    """A statement as the rule sees it, and the topic it was made in."""

    stance: Stance
    topic: Topic
    predicate: Predicate


class Rivals(NamedTuple):
    """Two statements of a dispute that stand against each other."""

    gravity: int
    a: Standing
    b: Standing


def standing(row: Row, registry: Registry, path: Sequence[str] = ()) -> Standing:
    """A row of `statements_by_id` as the rule sees it; raises UnknownPredicate.

    `path` leads up to the place that it is about, if that lies above the one of the dispute in which it is looked at.
    """
    predicate = registry[row["predicate"]]
    about = row["about"][0][0]
    plain = {**row, "about": about, "claimants": [claimant[0] for claimant in row["claimants"]]}
    topic, _ = topic_of(predicate, about, None if row["value"] is None else json.loads(row["value"]))
    return Standing(stance_of(plain, tuple(path), registry), topic, predicate)


def rivals(pairs: Iterable[tuple[Standing, Standing]], background: Background, moment: int) -> Iterator[Rivals]:
    """Those pairs of statements of one dispute that make it one at a time, each with its gravity, 0 the gravest."""
    relations: dict[tuple[str, str], Relation] = {}
    for a, b in pairs:
        one, other = a.stance, b.stance
        if not _meet(one, other, moment):
            continue
        keys = (one.key, other.key)
        if keys not in relations:
            relations[keys] = a.predicate.compare(one.claim, other.claim, background).relation
        if relations[keys] in RIVALS:
            yield Rivals(DISPUTED.index(_grade(one, other, relations[keys])), a, b)


def _meet(a: Stance, b: Stance, moment: int) -> bool:
    """Whether two statements of one dispute pass the gates; two from places above meet in a topic of their own."""
    return (
        not (a.path and b.path)
        and a.claimants.isdisjoint(b.claimants)
        and possibly_overlap(a.time, b.time)
        and max(a.known_from, b.known_from) <= moment < min(a.known_to, b.known_to)
    )


def _grade(a: Stance, b: Stance, relation: Relation) -> Grade:
    doubtful = a.doubtful or b.doubtful
    return grade(relation, weak=a.weak or b.weak, doubtful=doubtful, certainly=certainly_overlap(a.time, b.time))


def explained(a: Standing, b: Standing, wholes: Wholes, names: Mapping[str, str], moment: int) -> Draft:
    """The verdict on two statements, as answers have it; `names` also has those of the claimants."""
    verdict = judge(a.stance, b.stance, a.topic, b.topic, a.predicate, wholes.background, moment)
    rule, _, version = verdict.rule.partition("/")
    times: Mapping[str, Any] = next(gate.saw for gate in verdict.gates if gate.name == GateName.TIMES)
    return {
        "grade": verdict.grade,
        "sentence": explain(verdict, a.stance, b.stance, a.predicate, names),
        "topic": _topic(verdict, a.predicate, wholes),
        "path": [wholes.thing(place) for place in verdict.path],
        "gates": [{"name": gate.name, "passed": gate.passed, "saw": dict(gate.saw)} for gate in verdict.gates],
        "failed": verdict.failed,
        "comparison": verdict.comparison._asdict() if verdict.comparison else None,
        "overlap": times["overlap"],
        "window": times["both"],
        "rule": rule,
        "version": version,
    }


def _topic(verdict: Verdict, predicate: Predicate, wholes: Wholes) -> Draft | None:
    topic = verdict.topic
    if topic is None:
        return None
    return {
        "id": topic.id,
        "subject": wholes.thing(topic.subject),
        "predicate": topic.predicate,
        "label": predicate.label,
        "separators": topic.separators,
    }
