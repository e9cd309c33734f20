"""How two statements stand to each other, and why."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, JsonValue

from counterclaim.answers.base import Answer, Run, Thing
from counterclaim.answers.statement import Statement
from counterclaim.disputes import Grade
from counterclaim.disputes.judge import GateName
from counterclaim.predicates import Relation


class TopicOf(Answer):
    """What statements must share to be compared."""

    id: str = Field(description="Its id, also that of its dispute", examples=["berdin~territory"])
    subject: Thing = Field(description="What is spoken of")
    predicate: str = Field(description="What is said of it", examples=["territory"])
    label: str = Field(description="The predicate in words", examples=["who holds it"])
    separators: dict[str, JsonValue] = Field(
        description="What keeps its values apart from others of the predicate, such as a unit", examples=[{}]
    )


class GateSeen(Answer):
    """One of the conditions that a pair must meet to be graded, and what was found."""

    name: GateName = Field(description="topic, known, times or claimants", examples=["times"])
    passed: bool = Field(description="Whether the pair meets it", examples=[True])
    saw: dict[str, JsonValue] = Field(
        description="What was found, of each of the two and of both",
        examples=[{"a": ["isw"], "b": ["russian-mod"], "common": []}],
    )


class Cell(Answer):
    """How the two values compare."""

    relation: Relation = Field(description="equal, refines, compatible, maybe, disjoint or unknown", examples=["maybe"])
    reason: str = Field(description="The cell of the comparison that says so")
    stronger: Literal["a", "b"] | None = Field(
        description="refines: the one that says all that the other says, and more", examples=[None]
    )


class Explanation(Answer):
    """The rule that was applied to two statements, step by step."""

    grade: Grade = Field(description="What the pair comes to", examples=["possible"])
    sentence: str = Field(description="The whole in one sentence")
    topic: TopicOf | None = Field(description="What both are about; null if that differs")
    path: list[Thing] = Field(
        description="If one of the two is about a place above: from the lower place up to it", examples=[[]]
    )
    gates: list[GateSeen] = Field(description="All gates, in order")
    failed: GateName | None = Field(description="The first gate that the pair does not meet", examples=[None])
    comparison: Cell | None = Field(description="How the values compare; null if the topics differ")
    overlap: Literal["certain", "possible", "no"] = Field(
        description="Whether both hold at one time", examples=["possible"]
    )
    window: Run | None = Field(description="When both may hold; null if at no time")
    rule: str = Field(description="The rule that gave the grade", examples=["dispute"])
    version: str = Field(description="Its version: another one may grade the same two otherwise", examples=["1"])


class Pair(Explanation):
    """Two statements of a dispute, by id."""

    a: str = Field(description="The one statement", examples=["mod-berdin-outskirts"])
    b: str = Field(description="The other", examples=["isw-berdin-presence"])


class Comparison(Explanation):
    """Two statements, compared."""

    a: Statement = Field(description="The first statement asked about")
    b: Statement = Field(description="The second")
