"""The explanation of a pair: its gates, its grade and its sentence, and that it agrees with what is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.disputes import (
    DISPUTED,
    RULE,
    Claim,
    GateName,
    Grade,
    Relations,
    Stance,
    Topic,
    Verdict,
    describe_gate,
    describe_side,
    detect,
    explain,
    judge,
    side_of,
    topic_of,
)
from counterclaim.models import ActorKind, Polarity, dumps
from counterclaim.predicates import Background, load_registry
from counterclaim.times import DAY, FUTURE, day_end, parse

REGISTRY = load_registry()
BACKGROUND = Background(
    parents={"berdin": "sudzha", "sudzha": "kursk", "guevo": "sudzha", "brigade": "ukraine"},
    kinds={"ukraine": ActorKind.STATE, "russia": ActorKind.STATE},
)
NAMES = {
    "berdin": "Berdin",
    "sudzha": "Sudzha district",
    "kursk": "Kursk Oblast",
    "ukraine": "Ukraine",
    "russia": "Russia",
    "isw": "ISW",
    "mod": "the Russian MoD",
}


class Made:
    """A statement in its topic."""

    def __init__(
        self,
        about: str,
        value: Any,
        time: str,
        *claimants: str,
        predicate: str = "territory",
        denied: bool = False,
        **more: Any,
    ) -> None:
        self.predicate = REGISTRY[predicate]
        self.topic, seen = topic_of(self.predicate, about, REGISTRY.read(predicate, value))
        claim: Claim = (Polarity.DENIES if denied else Polarity.ASSERTS, seen)
        key = f"{claim[0]} {dumps(seen)}"
        unsure = self.predicate.family.is_unsure(claim[1])
        self.stance = Stance(f"{about}-{key}", claim, key, parse(time), frozenset(claimants), unsure=unsure, **more)


def verdict_on(a: Made, b: Made, as_of: int | None = None) -> Verdict:
    return judge(a.stance, b.stance, a.topic, b.topic, a.predicate, BACKGROUND, as_of)


def sentence(a: Made, b: Made) -> str:
    return explain(verdict_on(a, b), a.stance, b.stance, a.predicate, NAMES)


def held(party: str, status: str, extent: str = "all") -> dict[str, str]:
    return {"party": party, "status": status, "extent": extent}


ENTERED = Made("berdin", held("ukraine", "presence", "part"), "2025-01-05", "isw")
HELD = Made("berdin", held("russia", "control"), "2025-01-05", "mod")
NEVER = Made("berdin", held("ukraine", "absent"), "2025-01-04/2025-01-06", "mod")


@pytest.mark.parametrize(
    ("b", "grade"),
    [
        (NEVER, "contradiction"),
        (HELD, "possible"),
        (Made("berdin", held("ukraine", "absent"), "2025-01-05?", "mod"), "possible"),
        (Made("berdin", held("ukraine", "absent"), "2025-01", "mod"), "possible"),
        (Made("berdin", held("ukraine", "absent"), "2025-01-05", "mod", weak=True), "tension"),
        (Made("berdin", held("russia", "control"), "2025-01-05", "mod", weak=True), "tension"),
        (Made("berdin", held("ukraine", "presence", "part"), "2025-01-05", "mod", denied=True), "contradiction"),
        (Made("berdin", held("ukraine", "presence"), "2025-01-05", "mod", denied=True), "compatible"),
        (Made("berdin", held("brigade", "presence", "part"), "2025-01-05", "mod"), "agreement"),
        (Made("berdin", held("ukraine", "control"), "2025-01-05", "mod"), "refinement"),
        (Made("berdin", held("russia", "presence"), "2025-01-05", "mod"), "compatible"),
        (Made("berdin", held("ukraine", "absent"), "2025-01-06", "mod"), "change"),
        (Made("berdin", held("ukraine", "absent"), "2025-01-05", "isw", "mod"), "revision"),
        (Made("berdin", held("ukraine", "absent"), "2025-01-06", "isw"), "change"),
        (Made("guevo", held("ukraine", "absent"), "2025-01-05", "mod"), "not_comparable"),
        (Made("berdin", "losses", "2025-01-05", "mod", predicate="silence"), "not_comparable"),
    ],
)
def test_grades(b: Made, grade: str) -> None:
    assert verdict_on(ENTERED, b).grade == grade
    assert verdict_on(b, ENTERED).grade == grade


def test_opinions_pass_all_gates_and_are_not_compared() -> None:
    a, b = (Made("berdin", words, "2025-01-05", words, predicate="opinion") for words in ("good", "bad"))
    found = verdict_on(a, b)
    assert (found.grade, found.failed) == (Grade.NOT_COMPARABLE, None)
    assert found.comparison is not None
    assert found.comparison.relation == "unknown"


def test_every_gate_is_told_in_order_with_what_it_saw() -> None:
    found = verdict_on(ENTERED, HELD)
    assert found.rule == RULE == "dispute/1"
    assert [gate.name for gate in found.gates] == list(GateName)
    assert all(gate.passed for gate in found.gates)
    topic, known, times, claimants = (gate.saw for gate in found.gates)
    subject = {"subject": "berdin", "predicate": "territory", "separators": {}}
    assert topic == {"a": subject, "b": subject, "path": []}
    always = {"from": None, "to": None}
    assert known == {"a": always, "b": always, "both": always, "as_of": None}
    day = {
        "time": "2025-01-05",
        "earliest_start": "2025-01-05",
        "latest_start": "2025-01-05",
        "earliest_end": "2025-01-06",
        "latest_end": "2025-01-06",
        "uncertain": False,
    }
    assert times == {"a": day, "b": day, "overlap": "certain", "both": {"from": "2025-01-05", "to": "2025-01-06"}}
    assert claimants == {"a": ["isw"], "b": ["mod"], "common": []}
    start = parse("2025-01-05").earliest_start
    assert (found.overlap, found.certainly) == ((start, start + DAY), True)


def test_a_failed_gate_leaves_the_others_to_be_told() -> None:
    found = verdict_on(ENTERED, Made("guevo", held("ukraine", "absent"), "2025-01-07", "isw"))
    assert [gate.passed for gate in found.gates] == [False, True, False, False]
    assert found.failed == GateName.TOPIC
    assert (found.topic, found.comparison, found.overlap) == (None, None, None)


def test_separators_keep_topics_apart() -> None:
    a = Made("berdin", {"value": 5, "unit": "tanks"}, "2025-01-05", "isw", predicate="losses")
    b = Made("berdin", {"value": 6, "unit": "guns"}, "2025-01-05", "mod", predicate="losses")
    assert verdict_on(a, b).failed == GateName.TOPIC
    same = Made("berdin", {"value": 6, "unit": "tanks"}, "2025-01-05", "mod", predicate="losses")
    assert verdict_on(a, same).grade == Grade.CONTRADICTION


@pytest.mark.parametrize(
    ("first", "grade"),
    [("2025-01-05", Grade.CONTRADICTION), ("2025-01-05?", Grade.POSSIBLE), ("2025-01-05%", Grade.POSSIBLE)],
)
def test_a_date_in_doubt_is_a_value_in_doubt(first: str, grade: Grade) -> None:
    a = Made("push", first, "2025-01-08", "isw", predicate="start")
    b = Made("push", "2025-01-07", "2025-01-08", "mod", predicate="start")
    found = verdict_on(a, b)
    assert found.grade == grade
    assert ("a date is in doubt" in explain(found, a.stance, b.stance, a.predicate, {})) is (grade == Grade.POSSIBLE)


@pytest.mark.parametrize(
    ("as_of", "known"),
    [("2025-01-05", False), ("2025-01-06", True), ("2025-01-08", True), ("2025-01-09", False), (None, True)],
)
def test_known_at_the_time_asked(as_of: str | None, known: bool) -> None:
    """Published on the 5th and 6th, the second retracted on the 9th: both were known at the end of the 6th to 8th."""
    first = Made(
        "berdin", held("russia", "control"), "2025-01-05", "mod", known_from=parse("2025-01-06").earliest_start
    )
    second = Made(
        "berdin",
        held("ukraine", "control"),
        "2025-01-05",
        "isw",
        known_from=parse("2025-01-07").earliest_start,
        known_to=parse("2025-01-10").earliest_start,
    )
    found = verdict_on(first, second, None if as_of is None else day_end(parse(as_of).earliest_start + 1))
    assert found.grade == (Grade.CONTRADICTION if known else Grade.NOT_COMPARABLE)
    assert found.failed == (None if known else GateName.KNOWN)
    assert found.gates[1].saw["both"] == {"from": "2025-01-07", "to": "2025-01-10"}


def test_never_known_at_one_time() -> None:
    first = Made("berdin", held("russia", "control"), "2025-01-05", "mod", known_from=0, known_to=5 * DAY)
    second = Made("berdin", held("ukraine", "control"), "2025-01-05", "isw", known_from=5 * DAY)
    found = verdict_on(first, second)
    assert (found.failed, found.gates[1].saw["both"]) == (GateName.KNOWN, None)


# --- places above -----------------------------------------------------------------------------------------------------


def test_what_is_said_of_all_of_a_place_meets_what_is_said_of_one_within() -> None:
    whole = Made("kursk", held("russia", "control"), "2025-01-05", "mod")
    for found in (verdict_on(ENTERED, whole), verdict_on(whole, ENTERED)):
        assert found.grade == Grade.POSSIBLE
        assert found.topic == ENTERED.topic
        assert found.path == ("berdin", "sudzha", "kursk")
        assert found.gates[0].saw["path"] == ["berdin", "sudzha", "kursk"]


@pytest.mark.parametrize(
    "upper",
    [
        Made("kursk", held("russia", "control", "part"), "2025-01-05", "mod"),
        Made("kursk", held("ukraine", "presence"), "2025-01-05", "mod", denied=True),
        Made("guevo", held("russia", "control"), "2025-01-05", "mod"),
        Made("berdin-hill", held("russia", "control"), "2025-01-05", "mod"),
    ],
)
def test_what_does_not_reach_a_place_within(upper: Made) -> None:
    assert verdict_on(ENTERED, upper).failed == GateName.TOPIC


def test_two_that_are_inherited_meet_in_a_topic_above() -> None:
    path = ("berdin", "sudzha")
    a = Made("berdin", held("russia", "control"), "2025-01-05", "mod", path=path)
    b = Made("berdin", held("ukraine", "control"), "2025-01-05", "isw", path=path)
    assert verdict_on(a, b).failed == GateName.TOPIC
    assert verdict_on(a, ENTERED).path == path


places = st.sampled_from(["berdin", "guevo", "sudzha", "kursk"])


@st.composite
def made(draw: st.DrawFn) -> Made:
    party, status = (
        draw(st.sampled_from(["ukraine", "russia"])),
        draw(st.sampled_from(["control", "presence", "absent"])),
    )
    known_from = draw(st.integers(0, 4)) * DAY
    return Made(
        draw(places),
        held(party, status, draw(st.sampled_from(["all", "part", "outskirts"]))),
        draw(st.sampled_from(["2025-01-05", "2025-01-06", "2025-01-05/2025-01-07", "2025-01-06?", "2025-01"])),
        *draw(st.sets(st.sampled_from("ab"), min_size=1)),
        denied=draw(st.booleans()),
        weak=draw(st.booleans()),
        known_from=known_from,
        known_to=draw(st.sampled_from([FUTURE, known_from, known_from + 2 * DAY])),
    )


def stored(a: Made, b: Made) -> Grade | None:
    """The grade of the dispute that the two come to in whichever topic they meet: both own, or one from above."""
    for home in (a.topic, b.topic):
        stances = []
        for one in (a, b):
            chain = tuple(BACKGROUND.chain(home.subject))
            if one.topic == home:
                stances.append(one.stance)
            elif one.topic.subject in chain and one.predicate.family.covers(*one.stance.claim):
                path = chain[: chain.index(one.topic.subject) + 1]
                stances.append(replace(one.stance, id=f"above {one.stance.id}", path=path))
            else:
                break
        if found := detect(stances, a.predicate, Relations(BACKGROUND)):
            return found.grade
    return None


@settings(max_examples=400, deadline=None)
@given(made(), made())
def test_a_pair_is_judged_as_it_is_stored(a: Made, b: Made) -> None:
    found = verdict_on(a, b)
    assert (found.grade if found.grade in DISPUTED else None) == stored(a, b)


@settings(max_examples=200, deadline=None)
@given(made(), made())
def test_judging_is_the_same_from_both_sides(a: Made, b: Made) -> None:
    there, back = verdict_on(a, b), verdict_on(b, a)
    assert (there.grade, there.failed, there.topic, there.path, there.overlap) == (
        back.grade,
        back.failed,
        back.topic,
        back.path,
        back.overlap,
    )


# --- in words ---------------------------------------------------------------------------------------------------------


ISW_AND_MOD = "Berdin, who holds it: ISW (“Ukraine: presence in part”) against the Russian MoD"


@pytest.mark.parametrize(
    ("b", "words"),
    [
        (
            HELD,
            f"{ISW_AND_MOD} (“Russia: control of all”): "
            "a possible contradiction, on 2025-01-05; presence (part) against control (all), opponents: maybe; "
            "both can be true, but are not usually meant so.",
        ),
        (
            NEVER,
            f"{ISW_AND_MOD} (“Ukraine: absent from all”): "
            "a contradiction, on 2025-01-05; presence (part) against absent (all), one side: disjoint.",
        ),
        (
            Made("kursk", held("ukraine", "absent"), "2025-01~", "mod", weak=True),
            f"{ISW_AND_MOD} (“Ukraine: absent from all”): "
            "a tension, perhaps on 2025-01-05; presence (part) against absent (all), one side: disjoint; "
            "what is said of all of Kursk Oblast holds for Berdin; said without certainty by the Russian MoD.",
        ),
        (
            Made("berdin", held("ukraine", "absent"), "2025-01-06", "mod"),
            f"{ISW_AND_MOD} (“Ukraine: absent from all”): a change, no overlap of 2025-01-05 and 2025-01-06.",
        ),
        (
            Made("berdin", held("ukraine", "presence", "part"), "2025-01-05", "isw", "mod", denied=True),
            "Berdin, who holds it: ISW (“Ukraine: presence in part”) against ISW and the Russian MoD "
            "(“denied: Ukraine: presence in part”): a revision, claimed on both sides by ISW.",
        ),
        (
            Made("sudzha", {"value": 5, "unit": "tanks"}, "2025-01-05", "mod", predicate="losses"),
            "ISW against the Russian MoD: not comparable, "
            "about different things: Berdin, territory; Sudzha district, losses, unit tanks.",
        ),
    ],
)
def test_the_sentence(b: Made, words: str) -> None:
    assert sentence(ENTERED, b) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("2025-01-05/2025-01-08", "from 2025-01-05 until 2025-01-08"),
        ("2025-01-05?", "on 2025-01-05"),
        ("2025-01-06/..", "from 2025-01-06 until 2025-01-08"),
    ],
)
def test_the_days_on_which_they_meet(time: str, words: str) -> None:
    a = Made("berdin", held("russia", "control"), "2025-01-05/2025-01-07", "mod")
    assert f"{words}; " in sentence(a, Made("berdin", held("ukraine", "control"), time, "isw"))


def test_times_without_bounds() -> None:
    a, b = (Made("berdin", held(party, "control"), "../..", party) for party in ("russia", "ukraine"))
    assert "at all times" in sentence(a, b)


@settings(max_examples=200, deadline=None)
@given(made(), made(), st.sampled_from([None, 0, 3 * DAY]))
def test_every_verdict_has_its_sentence(a: Made, b: Made, as_of: int | None) -> None:
    found = verdict_on(a, b, as_of)
    words = explain(found, a.stance, b.stance, a.predicate, {})
    assert words.endswith(".")
    assert "None" not in words
    for gate in found.gates:
        assert describe_gate(gate, {})
    if found.failed:
        stopped = next(gate for gate in found.gates if gate.name == found.failed)
        assert describe_gate(stopped, {}) in words


def test_a_side_is_named_by_its_value() -> None:
    territory = REGISTRY["territory"]
    brigade, ukraine = (
        side_of(territory, (Polarity.DENIES, held(party, "control")), BACKGROUND) for party in ("brigade", "ukraine")
    )
    assert brigade == ukraine == 'denies {"extent":"all","party":"ukraine","status":"control"}'
    assert describe_side(territory, brigade, NAMES) == "denied: Ukraine: control of all"
    assert side_of(REGISTRY["occurrence"], (Polarity.ASSERTS, None), BACKGROUND) == "asserts null"
    assert describe_side(REGISTRY["occurrence"], "asserts null", NAMES) == "it happened"
    moment = REGISTRY["moment"]
    assert side_of(moment, (Polarity.ASSERTS, "2025-01"), BACKGROUND) == 'asserts "2025-01-01/2025-01-31"'
    assert side_of(moment, (Polarity.ASSERTS, "2025-01-05?"), BACKGROUND) == 'asserts "2025-01-05"'


def test_topics() -> None:
    found, seen = topic_of(REGISTRY["order"], "push", {"before": "counterattack"})
    assert found.subject == "counterattack"
    assert seen == {"first": "push"}
    plain, _ = topic_of(REGISTRY["territory"], "berdin", held("ukraine", "control"))
    assert plain == Topic("berdin~territory", "berdin", "territory", {})
