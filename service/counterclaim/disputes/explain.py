"""A verdict and the sides of a dispute in words, from templates: nothing is said that the rule did not find."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from counterclaim.disputes.grades import Grade
from counterclaim.disputes.judge import Gate, GateName, Verdict
from counterclaim.disputes.runs import Run
from counterclaim.disputes.stance import Claim, Stance
from counterclaim.models import Polarity
from counterclaim.predicates import Predicate, Relation
from counterclaim.times import DAY, instant

Names = Mapping[str, str]
"""What an id is called; an id without a name stands for itself."""


def describe_claim(predicate: Predicate, claim: Claim, names: Names) -> str:
    """What is claimed, as in: Ukraine: presence in part. Or: denied: Ukraine: presence in part."""
    polarity, value = claim
    words = predicate.family.describe(value, names)
    return f"denied: {words}" if polarity == Polarity.DENIES else words


def describe_side(predicate: Predicate, side: str, names: Names) -> str:
    """The side of a dispute in words, from the key that `side_of` gives."""
    polarity, _, value = side.partition(" ")
    return describe_claim(predicate, (Polarity(polarity), json.loads(value)), names)


def describe_gate(gate: Gate, names: Names) -> str:
    """What a gate saw."""
    saw: Mapping[str, Any] = gate.saw
    if gate.name == GateName.TOPIC:
        return _topics(saw, names) if gate.passed else f"about different things: {_topics(saw, names)}"
    if gate.name == GateName.KNOWN:
        asked = f", asked of {saw['as_of']}" if saw["as_of"] else ""
        if saw["both"]:
            return f"both known {_bounded(saw['both'])}{asked}"
        return f"never known at one time: the one {_bounded(saw['a'])}, the other {_bounded(saw['b'])}{asked}"
    if gate.name == GateName.TIMES:
        if not gate.passed:
            return f"no overlap of {saw['a']['time']} and {saw['b']['time']}"
        return f"{saw['overlap']} overlap of {saw['a']['time']} and {saw['b']['time']}, {_bounded(saw['both'])}"
    if gate.passed:
        return f"no claimant in common: {_listed(saw['a'], names)}; {_listed(saw['b'], names)}"
    return f"claimed on both sides by {_listed(saw['common'], names)}"


def explain(verdict: Verdict, a: Stance, b: Stance, predicate: Predicate, names: Names) -> str:
    """The verdict on two statements in one sentence; `predicate` is that of the first."""
    if verdict.topic is None:
        about, sides = "", f"{_listed(a.claimants, names)} against {_listed(b.claimants, names)}"
    else:
        about = f"{_called(verdict.topic.subject, names)}, {predicate.label}: "
        sides = " against ".join(
            f"{_listed(stance.claimants, names)} (“{describe_claim(predicate, stance.claim, names)}”)"
            for stance in (a, b)
        )
    return f"{about}{sides}: {_conclusion(verdict, a, b, names)}."


WORDS = {
    Grade.CONTRADICTION: "a contradiction",
    Grade.POSSIBLE: "a possible contradiction",
    Grade.TENSION: "a tension",
    Grade.AGREEMENT: "an agreement",
    Grade.REFINEMENT: "a refinement",
    Grade.COMPATIBLE: "compatible",
    Grade.CHANGE: "a change",
    Grade.REVISION: "a revision",
    Grade.NOT_COMPARABLE: "not comparable",
}


def _conclusion(verdict: Verdict, a: Stance, b: Stance, names: Names) -> str:
    """The grade and its reasons."""
    stopped = next((gate for gate in verdict.gates if not gate.passed), None)
    comparison = verdict.comparison
    if stopped or comparison is None or verdict.overlap is None:
        return f"{WORDS[verdict.grade]}, {describe_gate(stopped, names)}" if stopped else WORDS[verdict.grade]
    when = _days(verdict.overlap) if verdict.certainly else f"perhaps {_days(verdict.overlap)}"
    clauses = [f"{WORDS[verdict.grade]}, {when}", comparison.reason]
    if verdict.path:
        lower, upper = _called(verdict.path[0], names), _called(verdict.path[-1], names)
        clauses.append(f"what is said of all of {upper} holds for {lower}")
    if verdict.grade == Grade.POSSIBLE:
        clauses.append(_doubt(a, b, comparison.relation))
    elif verdict.grade == Grade.TENSION:
        unsure = [_listed(stance.claimants, names) for stance in (a, b) if stance.weak]
        clauses.append(f"said without certainty by {' and '.join(unsure)}")
    elif verdict.grade == Grade.REFINEMENT:
        clauses.append(f"the {'first' if comparison.stronger == 'a' else 'second'} says more")
    return "; ".join(clauses)


def _doubt(a: Stance, b: Stance, relation: Relation) -> str:
    """Why it is no more than possible; the first reason is told."""
    if relation == Relation.MAYBE:
        return "both can be true, but are not usually meant so"
    if a.doubtful or b.doubtful:
        return "a date is in doubt"
    return "their times do not certainly overlap"


def _days(run: Run) -> str:
    start, end = instant(run[0]), instant(run[1])
    return f"on {start}" if start and run[1] - run[0] == DAY else _bounded({"from": start, "to": end})


def _bounded(run: Mapping[str, Any]) -> str:
    """A half-open run in words: `to` is the first instant that is no longer in it."""
    start, end = run["from"], run["to"]
    if start and end:
        return f"from {start} until {end}"
    return f"from {start} on" if start else f"until {end}" if end else "at all times"


def _topics(saw: Mapping[str, Any], names: Names) -> str:
    one, other = (
        ", ".join([_called(topic["subject"], names), topic["predicate"], *_told(topic["separators"])])
        for topic in (saw["a"], saw["b"])
    )
    if saw["path"]:
        return (
            f"{one}; {other}; the one lies in the other ({' in '.join(_called(place, names) for place in saw['path'])})"
        )
    return one if one == other else f"{one}; {other}"


def _told(separators: Mapping[str, Any]) -> list[str]:
    return [f"{name} {value}" for name, value in separators.items() if value is not None]


def _listed(ids: Iterable[str], names: Names) -> str:
    return " and ".join(sorted(_called(one, names) for one in ids))


def _called(one: str, names: Names) -> str:
    return names.get(one, one)
