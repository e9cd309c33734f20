"""Answers about time and text: the timeline, the order of two events, search."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterclaim.answers.base import Answer, Kind, Page, Thing, TimeBounds
from counterclaim.answers.statement import Statement
from counterclaim.answers.thing import EventBrief
from counterclaim.times import Allen


class TimelineEntry(Answer):
    """An event or a statement in its place in time."""

    kind: Literal["event", "statement"] = Field(description="Which of the two it is", examples=["event"])
    id: str = Field(description="Its id", examples=["berdin-entry"])
    time: TimeBounds = Field(description="When it took place, or when its content holds")
    event: EventBrief | None = Field(description="The event")
    statement: Statement | None = Field(description="The statement")


class StatedOrder(Answer):
    """A statement about which of two events came first."""

    first: Thing = Field(description="The event said to come first")
    then: Thing = Field(description="The event said to come after it")
    statement: Statement = Field(description="Who says so; where its polarity is denies, who denies it")


class OrderCycle(Answer):
    """Stated orders that cannot all be true."""

    path: list[Thing] = Field(description="A ring of events, each said to be before the next")
    statements: list[Statement] = Field(description="The statements that state its steps")


class Order(Answer):
    """How two events lie to each other in time."""

    a: EventBrief = Field(description="The first event asked about")
    b: EventBrief = Field(description="The second")
    relations: list[Allen] = Field(
        description="Allen's relations of a to b that the bounds allow", examples=[["before"]]
    )
    order: Literal["before", "after", "undecided"] = Field(
        description="Whether a is certainly before or after b; undecided where bounds or doubt allow both",
        examples=["before"],
    )
    stated: list[StatedOrder] = Field(description="What statements say of the order of the two")
    cycles: list[OrderCycle] = Field(
        description="Contradictions among stated orders: the shortest ring that leads through a, and through b"
    )
    complete: bool = Field(
        description="False while a load is under way that may still change it, or if too many orders hang together",
        examples=[True],
    )


class SearchHit(Answer):
    """A thing whose names or text hold what was searched."""

    kind: Kind = Field(description="What it is", examples=["statement"])
    id: str = Field(description="Its id", examples=["isw-berdin-presence"])
    name: str = Field(description="Its name or title; of a statement, its id", examples=["isw-berdin-presence"])
    snippet: str = Field(
        description="The name, or the text around the first word found",
        examples=["Ukrainian troops were inside the south of Berdin, as located video shows."],
    )
    score: float | None = Field(
        description="How well it fits, the higher the better: a whole word counts four times the beginning of one, and "
        "the sum is divided by the length of the text, or by the mean length of the names; null by contains",
        examples=[0.4],
    )


class SearchPage(Page[SearchHit]):
    """Hits. By full text the best first, then by id; by contains each kind by id, statements last."""

    method: Literal["fulltext", "contains"] = Field(
        description="fulltext: every word asked for is a word of the text or the beginning of one; contains: it is "
        "some part of the text. Which it is depends on the engine",
        examples=["fulltext"],
    )
