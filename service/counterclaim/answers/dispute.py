"""A dispute: who stands on which side of a topic, since when, on what evidence."""

from __future__ import annotations

from pydantic import Field, JsonValue

from counterclaim.answers.base import Answer, Run, Source, Thing
from counterclaim.answers.comparison import Pair
from counterclaim.answers.statement import Statement
from counterclaim.disputes import Grade
from counterclaim.models import Polarity


class GradedRun(Run):
    """A stretch of days on which a dispute was known, and how grave it was."""

    grade: Grade = Field(description="contradiction, possible or tension", examples=["possible"])


class Origins(Answer):
    """How many independent voices stand behind a side."""

    min: int = Field(description="At least: unknown origins are taken to be one", examples=[1])
    max: int = Field(description="At most: unknown origins are taken to differ", examples=[1])
    complete: bool = Field(
        description="False if more derivations lead from the side than are followed; there may then be fewer voices",
        examples=[True],
    )


class SideStatement(Statement):
    """A statement on a side; `path` says through which places it came to the topic."""

    path: list[Thing] = Field(
        description="For a statement about a place above: from the topic's place up to it; else empty", examples=[[]]
    )


class Side(Answer):
    """All statements of a dispute that say the same."""

    key: str = Field(
        description="Names the side: polarity and value",
        examples=['asserts {"extent":"part","party":"ukraine","status":"presence"}'],
    )
    label: str = Field(description="The same in a few words", examples=["Ukraine: presence in part"])
    polarity: Polarity = Field(description="asserts or denies", examples=["asserts"])
    value: JsonValue = Field(
        description="What the side says", examples=[{"extent": "part", "party": "ukraine", "status": "presence"}]
    )
    origins: Origins = Field(description="How many independent voices speak, among all its statements")
    claimants: list[Source] = Field(description="Who stands there, among the statements listed")
    total: int = Field(description="Statements on the side; not all may be listed", examples=[1])
    statements: list[SideStatement] = Field(description="The first of them, by when their content begins to hold")


class DisputeBrief(Answer):
    """A dispute in one line."""

    id: str = Field(description="Its id, that of its topic", examples=["berdin~territory"])
    subject: Thing = Field(description="What the topic is about")
    predicate: str = Field(description="What is said of the subject", examples=["territory"])
    label: str = Field(description="The predicate in words", examples=["who holds it"])
    grade: Grade = Field(description="The gravest grade of a pair known at the time", examples=["possible"])
    sides: int = Field(description="Sides known at the time", examples=[2])
    statements: int = Field(description="Statements on them", examples=[2])


class Dispute(Answer):
    """A topic on which sources disagree, as known at the time asked about."""

    id: str = Field(description="Its id, that of its topic", examples=["berdin~territory"])
    subject: Thing = Field(description="What the topic is about")
    predicate: str = Field(description="What is said of the subject", examples=["territory"])
    label: str = Field(description="The predicate in words", examples=["who holds it"])
    separators: dict[str, JsonValue] = Field(
        description="What keeps its values apart from others of the predicate, such as a unit", examples=[{}]
    )
    grade: Grade = Field(description="The gravest grade of a pair known at the time", examples=["possible"])
    known: list[GradedRun] = Field(description="The runs of days on which it was known, and its grade on each")
    windows: list[Run] = Field(
        description="The runs of time in which statements meet that disagree, as known at the time; of a dispute with "
        "more statements than are listed, all that ever did"
    )
    about: list[Thing] = Field(description="Its subject, and the places it touches")
    sides: list[Side] = Field(description="Who says what")
    silences: list[Statement] = Field(description="Who was asked and did not comment")
    complete: bool = Field(
        description="False while a load is under way that may still change this dispute", examples=[True]
    )


class Pairs(Answer):
    """The statements that stand against each other, two by two."""

    items: list[Pair] = Field(description="The gravest first")
    total: int = Field(description="How many disputed pairs there are among the statements looked at", examples=[1])
    all_examined: bool = Field(
        description="False if the dispute has more statements than are compared for one answer", examples=[True]
    )


class DisputeDetail(Dispute):
    """A dispute with the explanation of each disputed pair."""

    pairs: Pairs = Field(description="Each pair that makes it a dispute, with its explanation")
