"""`detect` against an oracle that compares all pairs and enumerates the days, over all families."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, product
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.disputes import DISPUTED, Claim, Found, Grade, Member, Relations, Stance, detect
from counterclaim.disputes.runs import Run
from counterclaim.models import ActorKind, Polarity, dumps
from counterclaim.predicates import Background, Predicate, Relation, load_registry
from counterclaim.times import DAY, FUTURE, PAST, Time

REGISTRY = load_registry()
BACKGROUND = Background(
    parents={
        "brigade": "army",
        "army": "ukraine",
        "sever": "russia",
        "militia": "local",
        "berdin": "sudzha",
        "sudzha": "kursk",
        "kursk": "russia-land",
        "guevo": "sudzha",
    },
    kinds={"ukraine": ActorKind.STATE, "russia": ActorKind.STATE},
)
HORIZON = 9
"""Days run from 0 to 8: a time that begins on day 0 or ends on day 8 is unbounded there."""

VALUES: dict[str, list[Any]] = {
    "territory": [
        {"party": party, "status": status, "extent": extent}
        for party in ("ukraine", "brigade", "russia", "militia", "local")
        for status in ("control", "presence", "absent")
        for extent in ("all", "part", "outskirts")
    ]
    + [{"status": "contested", "extent": extent} for extent in ("all", "part")],
    "outcome": ["success", "partial", "failed", "ongoing"],
    "occurrence": [None],
    "losses": [5, {"about": 50}, {"at_least": 4}, {"at_most": 6}, {"low": 4, "high": 6}, 4, 6, 45, 55, {"low": 1}],
    "moment": ["2025-01", "2025-01-05", "2025-01-05?", "2025-01-04/2025-01-06", "../2025-01-04", "2025-02", "2025"],
    "whereabouts": [
        {"place": place, "extent": extent}
        for place in ("berdin", "guevo", "sudzha", "kursk", "elsewhere")
        for extent in ("all", "part", "outskirts", "near")
    ],
    "commander": ["brigade", "army", "ukraine", "sever", "russia", "local"],
    "role": ["brigade", "army", "ukraine", "sever", "russia"],
    "order": [{"before": "counterattack"}, {"before": "push"}],
    "opinion": ["good", "bad"],
    "silence": ["territory"],
}

Topic = tuple[Predicate, list[Stance]]

days = st.integers(0, HORIZON - 1)


def time_within(start: int, latest_start: int, earliest_end: int, end: int, *, uncertain: bool) -> Time:
    """A time by its first and last days, unbounded where they are those of the horizon."""
    bounds = (
        PAST if start == 0 else start * DAY,
        max(start, latest_start) * DAY,
        min(end, earliest_end) * DAY + DAY,
        FUTURE if end == HORIZON - 1 else end * DAY + DAY,
    )
    return Time("", *bounds, "interval", uncertain, False)


def claim_of(predicate: str, raw: Any, polarity: Polarity) -> Claim:
    about = "push" if raw == {"before": "counterattack"} else "counterattack"
    return polarity, REGISTRY[predicate].topical(about, REGISTRY.read(predicate, raw)).value


@st.composite
def times(draw: st.DrawFn) -> Time:
    start, end = sorted((draw(days), draw(days)))
    late, early = (draw(days), draw(days)) if draw(st.booleans()) else (start, end)
    return time_within(start, late, early, end, uncertain=draw(st.integers(0, 4)) == 0)


@st.composite
def lives(draw: st.DrawFn, *, retracting: bool) -> tuple[int, int]:
    """From when to when it was known; perhaps never."""
    known_from = draw(days)
    if not retracting or draw(st.booleans()):
        return known_from * DAY, FUTURE
    return known_from * DAY, draw(days) * DAY


def random_stance(number: int, predicate: str, draw: Random) -> Stance:
    """Mostly short and certain, so that not all is disputed with all."""
    start = draw.randrange(1, HORIZON - 2)
    end = start + draw.randrange(2)
    known_from = draw.randrange(HORIZON)
    odd = draw.randrange(12)
    claim = claim_of(predicate, draw.choice(VALUES[predicate]), Polarity.DENIES if odd == 0 else Polarity.ASSERTS)
    return Stance(
        id=f"s{number:03d}",
        claim=claim,
        key=f"{claim[0]} {dumps(claim[1])}",
        time=time_within(start, start + (odd == 1), end - (odd == 2), end, uncertain=odd == 3),
        claimants=frozenset(draw.sample("abcdef", draw.randrange(1, 3))),
        weak=odd == 4,
        unsure=odd == 7,
        known_from=known_from * DAY,
        known_to=draw.randrange(HORIZON) * DAY if odd == 5 else FUTURE,
        path=("berdin", "kursk") if odd == 6 else (),
    )


@st.composite
def topics(draw: st.DrawFn) -> Topic:
    """Statements of one topic, of any predicate; separators are none of its business."""
    predicate = REGISTRY[draw(st.sampled_from(sorted(VALUES)))]
    raw = draw(st.lists(st.sampled_from(VALUES[predicate.name]), min_size=1, max_size=24))
    denying, retracting, inheriting = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    stances = []
    for number, value in enumerate(raw):
        polarity = Polarity.DENIES if denying and draw(st.integers(0, 2)) == 0 else Polarity.ASSERTS
        claim = claim_of(predicate.name, value, polarity)
        known_from, known_to = draw(lives(retracting=retracting))
        stances.append(
            Stance(
                id=f"s{number:02d}",
                claim=claim,
                key=f"{polarity} {dumps(claim[1])}",
                time=draw(times()),
                claimants=draw(st.frozensets(st.sampled_from("abcd"), min_size=1, max_size=2)),
                weak=draw(st.integers(0, 3)) == 0,
                unsure=draw(st.integers(0, 5)) == 0,
                known_from=known_from,
                known_to=known_to,
                path=("berdin", "kursk") if inheriting and draw(st.booleans()) else (),
            )
        )
    return predicate, stances


@st.composite
def peaceful_topics(draw: st.DrawFn) -> Topic:
    """Statements that are alike in most, so that one gate or another keeps nearly all pairs apart."""
    predicate = REGISTRY[draw(st.sampled_from(sorted(VALUES)))]
    raw = st.tuples(st.sampled_from(VALUES[predicate.name]), st.sampled_from(list(Polarity)))
    claimants = st.frozensets(st.sampled_from("abcd"), min_size=1, max_size=2)
    paths = st.sampled_from(((), ("berdin", "kursk")))
    kinds: list[st.SearchStrategy[Any]] = [raw, times(), claimants, lives(retracting=True), paths, st.booleans()]
    usual = [draw(st.lists(kind, min_size=1, max_size=3)) for kind in kinds]
    stances = []
    for number in range(draw(st.integers(2, 30))):
        odd = draw(st.integers(0, 3 * len(kinds)))
        drawn = [draw(kind if odd == at else st.sampled_from(usual[at])) for at, kind in enumerate(kinds)]
        (value, polarity), time, by, (known_from, known_to), path, weak = drawn
        claim = claim_of(predicate.name, value, polarity)
        key = f"{polarity} {dumps(claim[1])}"
        stances.append(Stance(f"s{number:02d}", claim, key, time, by, weak, False, known_from, known_to, path))
    return predicate, stances


def graded(a: Stance, b: Stance, predicate: Predicate) -> Grade | None:
    """The design's gates and grades, word for word; None if the two make no dispute."""
    if a.path and b.path:
        return None
    if not (max(a.known_from, b.known_from) < min(a.known_to, b.known_to)):
        return None
    if not (max(a.time.earliest_start, b.time.earliest_start) < min(a.time.latest_end, b.time.latest_end)):
        return None
    if a.claimants & b.claimants:
        return None
    relation = predicate.compare(a.claim, b.claim, BACKGROUND).relation
    if relation not in (Relation.DISJOINT, Relation.MAYBE):
        return None
    if a.weak or b.weak:
        return Grade.TENSION
    certainly = max(a.time.latest_start, b.time.latest_start) < min(a.time.earliest_end, b.time.earliest_end)
    doubt = a.time.uncertain or b.time.uncertain or a.unsure or b.unsure
    return Grade.CONTRADICTION if relation == Relation.DISJOINT and certainly and not doubt else Grade.POSSIBLE


def days_of(start: int, end: int) -> set[int]:
    """The days of a run; PAST and FUTURE lie beyond the first and the last."""
    return {day for day in range(HORIZON) if start <= day * DAY < end}


def runs_of(on: set[int], *, first: int = 0) -> list[Run]:
    """The runs of days, the last of which stands for all after it."""
    edges = [day for day in range(HORIZON + 1) if (day in on) != (day - 1 in on)]
    return [
        (first if start == 0 else start * DAY, FUTURE if end == HORIZON else end * DAY)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]


def oracle(stances: Sequence[Stance], predicate: Predicate) -> Found | None:
    """All pairs, day by day."""
    known: dict[str, set[int]] = defaultdict(set)
    met: set[int] = set()
    on: dict[int, set[Grade]] = defaultdict(set)
    for a, b in combinations(stances, 2):
        if grade := graded(a, b, predicate):
            together = days_of(a.known_from, a.known_to) & days_of(b.known_from, b.known_to)
            known[a.id] |= together
            known[b.id] |= together
            met |= days_of(a.time.earliest_start, a.time.latest_end) & days_of(b.time.earliest_start, b.time.latest_end)
            for day in together:
                on[day].add(grade)
    if not known:
        return None
    gravest = {day: next(grade for grade in DISPUTED if grade in grades) for day, grades in on.items()}
    grades = [(*run, grade) for grade in DISPUTED for run in runs_of({day for day in on if gravest[day] is grade})]
    members = [Member(name, *run) for name, days in known.items() for run in runs_of(days)]
    worst = next(grade for grade in DISPUTED if grade in gravest.values())
    return Found(worst, sorted(members), runs_of(met, first=PAST), sorted(grades))


def found(topic: Topic, *, crowded: int = 12, near: int = 5, block: int = 1024, few: int = 32) -> Found | None:
    """What `detect` finds, with the sizes at which it changes its ways."""
    predicate, stances = topic
    with (
        patch("counterclaim.disputes.detect.CROWDED", crowded),
        patch("counterclaim.disputes.divide.NEAR", near),
        patch("counterclaim.disputes.crowd.NEAR", near),
        patch("counterclaim.disputes.divide.BLOCK", block),
        patch("counterclaim.disputes.rivals.FEW", few),
    ):
        return detect(stances, predicate, Relations(BACKGROUND))


@pytest.mark.parametrize(
    "sizes",
    [
        {"crowded": 10**9},
        {"crowded": -1},
        {"crowded": -1, "few": 0},
        {"crowded": -1, "block": 5},
        {"crowded": -1, "near": -1, "block": 5},
        {"crowded": -1, "near": -1, "block": 3, "few": 0},
        {"crowded": -1, "near": -1, "block": 1},
        {"crowded": -1, "near": -1, "block": 1, "few": 0},
    ],
    ids=str,
)
@settings(max_examples=80, deadline=None)
@given(topic=topics() | peaceful_topics())
def test_finds_what_all_pairs_give(topic: Topic, sizes: dict[str, int]) -> None:
    predicate, stances = topic
    assert found(topic, **sizes) == oracle(stances, predicate)


def stance(name: str, outcome: str, time: Time, life: tuple[int, int] = (0, FUTURE), *, weak: bool = False) -> Stance:
    claim = claim_of("outcome", outcome, Polarity.ASSERTS)
    return Stance(name, claim, dumps(claim), time, frozenset(name), weak, False, *life)


@pytest.mark.parametrize("crowded", [-1, 12])
def test_every_pair_of_bounds(crowded: int) -> None:
    """All ways in which two times of up to three days can lie."""
    days = range(1, 4)
    times = [
        time_within(start, latest_start, earliest_end, end, uncertain=False)
        for start, latest_start, earliest_end, end in product(days, repeat=4)
        if start <= latest_start <= end and start <= earliest_end <= end
    ]
    for a, b in product(times, repeat=2):
        topic = REGISTRY["outcome"], [stance("a", "success", a), stance("b", "failed", b)]
        assert found(topic, crowded=crowded) == oracle(topic[1], topic[0])


@pytest.mark.parametrize("crowded", [-1, 12])
def test_every_triple_of_times(crowded: int) -> None:
    """All ways in which one statement and two against it can hold within four days."""
    times = [time_within(start, start, end, end, uncertain=False) for start in range(1, 5) for end in range(start, 5)]
    for a, b, c in product(times, repeat=3):
        topic = REGISTRY["outcome"], [stance("a", "success", a), stance("b", "failed", b), stance("c", "failed", c)]
        assert found(topic, crowded=crowded) == oracle(topic[1], topic[0])


@pytest.mark.parametrize("crowded", [-1, 12])
@pytest.mark.parametrize(("third", "weak"), [("failed", True), ("partial", False)])
def test_every_triple_of_lives(third: str, weak: bool, crowded: int) -> None:
    """All ways in which statements can be known within three days, of which two contradict each other."""
    lives = [(start * DAY, end) for start in range(3) for end in [*(day * DAY for day in range(start, 4)), FUTURE]]
    always = time_within(1, 1, 2, 2, uncertain=False)
    for a, b, c in product(lives, repeat=3):
        stances = [
            stance("a", "success", always, a),
            stance("b", "failed", always, b),
            stance("c", third, always, c, weak=weak),
        ]
        topic = REGISTRY["outcome"], stances
        assert found(topic, crowded=crowded) == oracle(stances, topic[0])


@pytest.mark.parametrize("near", [-1, 5])
def test_every_four_that_look_at_each_other_one_by_one(near: int) -> None:
    """All sets of four that claim one of two, are weak or not, and known from one of two days on."""
    always = time_within(1, 1, 2, 2, uncertain=False)
    kinds = list(product(("success", "failed"), (0, DAY), (False, True)))
    for four in product(kinds, repeat=4):
        stances = [
            stance(name, outcome, always, (since, FUTURE), weak=weak)
            for name, (outcome, since, weak) in zip("abcd", four, strict=True)
        ]
        assert found((REGISTRY["outcome"], stances), crowded=-1, near=near, block=1) == oracle(
            stances, REGISTRY["outcome"]
        )


@pytest.mark.parametrize("sizes", [{"crowded": 12}, {"crowded": -1}, {"crowded": -1, "few": 0}], ids=str)
@pytest.mark.parametrize("name", sorted(set(VALUES) - {"territory"}))
def test_every_pair_of_claims(name: str, sizes: dict[str, int]) -> None:
    always = time_within(1, 1, 2, 2, uncertain=False)
    claims = [claim_of(name, raw, polarity) for raw in VALUES[name] for polarity in Polarity]
    for a, b in product(claims, repeat=2):
        stances = [
            Stance(one, claim, dumps(claim), always, frozenset(one), known_from=0)
            for one, claim in (("a", a), ("b", b))
        ]
        topic = REGISTRY[name], stances
        assert found(topic, **sizes) == oracle(stances, topic[0])


@pytest.mark.parametrize("name", ["territory", "losses", "whereabouts", "commander"])
def test_finds_what_all_pairs_give_in_a_large_topic(name: str) -> None:
    draw = Random(name)
    topic = REGISTRY[name], [random_stance(number, name, draw) for number in range(300)]
    expected = oracle(topic[1], topic[0])
    assert expected is not None
    assert found(topic) == expected
    assert found(topic, block=64, few=0) == expected
    assert found(topic, crowded=-1, near=-1, block=16, few=0) == expected


@settings(max_examples=100, deadline=None)
@given(topic=topics(), day=days)
def test_what_is_stored_answers_as_known_on_any_day(topic: Topic, day: int) -> None:
    predicate, stances = topic
    stored = found(topic)
    now = found((predicate, [one for one in stances if one.known_from <= day * DAY < one.known_to]))
    members = {
        one.statement for one in (stored.members if stored else []) if one.known_from <= day * DAY < one.known_to
    }
    grades = [grade for start, end, grade in (stored.grades if stored else []) if start <= day * DAY < end]
    assert members == {one.statement for one in (now.members if now else [])}
    assert grades == ([now.grade] if now else [])


@settings(max_examples=60, deadline=None)
@given(topic=topics(), data=st.data())
def test_the_order_of_statements_changes_nothing(topic: Topic, data: st.DataObject) -> None:
    predicate, stances = topic
    shuffled = data.draw(st.permutations(stances))
    assert found((predicate, shuffled)) == found(topic)


def test_relations_are_forgotten_when_there_are_too_many() -> None:
    draw = Random(1)
    topic = REGISTRY["territory"], [random_stance(number, "territory", draw) for number in range(60)]
    with patch("counterclaim.disputes.rivals.REMEMBERED", 3):
        assert found(topic) == oracle(topic[1], topic[0])
