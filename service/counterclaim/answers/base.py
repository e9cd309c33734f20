"""What all answers share: how they are written, pages, and the small parts that recur in them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from counterclaim.models import ActorKind, Extent


class Answer(BaseModel):
    """A piece of an answer; every field is always there, null where nothing is known."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, serialize_by_alias=True)


Item = TypeVar("Item")

Moment = Annotated[
    str | None,
    Field(
        description="ISO 8601, UTC; the date alone at midnight, null where there is no bound", examples=["2025-01-05"]
    ),
]


class Page(Answer, Generic[Item]):
    """Some items of a list, in a stable order."""

    items: list[Item] = Field(description="The items of this page")
    next: str | None = Field(description="Cursor of the page after this one, null on the last", examples=[None])
    complete: bool = Field(
        True,
        description="False while a load is under way that may still change what is answered here, and where two "
        "actors were asked about who say more than is looked at",
        examples=[True],
    )


class Kind(StrEnum):
    """What a thing is."""

    EVENT = "event"
    PLACE = "place"
    ACTOR = "actor"
    DOCUMENT = "document"
    STATEMENT = "statement"


class Thing(Answer):
    """A named thing of the graph."""

    id: str = Field(description="Its id", examples=["berdin"])
    name: str = Field(description="Its name or title; its id, where it has none", examples=["Berdin"])
    kind: Kind = Field(description="What it is", examples=["place"])


class Source(Answer):
    """An actor that claims or relays."""

    id: str = Field(description="Its id", examples=["isw"])
    name: str = Field(description="Its name; its id, where it has none", examples=["Institute for the Study of War"])
    kind: ActorKind | None = Field(description="What kind of actor it is", examples=["organization"])
    reliability: str | None = Field(description="Admiralty scale, A to F", examples=[None])


class Spot(Answer):
    """A place, and how much of it is meant."""

    id: str = Field(description="The place", examples=["berdin"])
    name: str = Field(description="Its name", examples=["Berdin"])
    extent: Extent | None = Field(
        description="All, part, outskirts or near; null where it is not said", examples=["part"]
    )
    note: str | None = Field(description="The source's own words for it", examples=["southern part"])


class TimeBounds(Answer):
    """A time as it was given, and the four bounds that follow from it."""

    text: str | None = Field(
        description="EDTF, or an ISO instant; null where no time is known", examples=["2025-01-05"]
    )
    earliest_start: Moment
    latest_start: Moment
    earliest_end: Moment
    latest_end: Moment
    precision: str = Field(description="Of the text: century, year, month, day, second ...", examples=["day"])
    uncertain: bool = Field(description="It bears `?`: what rests on it is possible at most", examples=[False])


class Run(Answer):
    """A stretch of time, half-open, in UTC."""

    from_: str | None = Field(alias="from", description="ISO 8601; null: since ever", examples=["2025-01-05"])
    to: str | None = Field(description="ISO 8601, no longer in it; null: for good", examples=["2025-01-06"])


class Counts(Answer):
    """How much is known of a thing."""

    statements: int = Field(description="Statements about it", examples=[2])
    events: int = Field(description="Events at the place, with the actor, or that are part of the event", examples=[3])
    disputes: int = Field(description="Disputes that touch it", examples=[1])
