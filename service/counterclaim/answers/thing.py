"""Events, places, actors and documents, and what is known of each."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterclaim.answers.base import Answer, Counts, Source, Spot, Thing, TimeBounds
from counterclaim.answers.dispute import DisputeBrief
from counterclaim.models import ActorKind, Certainty, Location, Polarity


class Participant(Source):
    """An actor that takes part in an event."""

    role: Literal["initiator", "target", "participant"] = Field(description="How it takes part", examples=["initiator"])


class PositionStatement(Answer):
    """One statement within a position."""

    id: str = Field(description="The statement", examples=["isw-berdin-presence"])
    predicate: str = Field(description="What is said", examples=["territory"])
    label: str = Field(description="The predicate in words", examples=["who holds it"])
    reads: str = Field(description="Polarity and value in a few words", examples=["Ukraine: presence in part"])
    polarity: Polarity = Field(description="asserts or denies", examples=["asserts"])
    certainty: Certainty = Field(description="How sure the claimant is", examples=["certain"])
    time: TimeBounds = Field(description="When the content holds")
    stated: str | None = Field(description="When it was said, EDTF", examples=["2025-01-05"])
    text: str | None = Field(
        description="A paraphrase",
        examples=["Ukrainian troops were inside the south of Berdin, as located video shows."],
    )


class Position(Answer):
    """What one source says of a thing, in order of time."""

    source: Source = Field(description="Who claims it")
    statements: list[PositionStatement] = Field(description="What it claims, by when that begins to hold")


class Known(Answer):
    """What is known of a thing at the time asked about."""

    counts: Counts = Field(description="How much there is")
    disputes: list[DisputeBrief] = Field(description="The gravest disputes that touch it, 20 at most")
    positions: list[Position] = Field(
        description="What each source says of it over time, from its first 200 statements"
    )
    all_listed: bool = Field(description="False if there are more disputes or statements than listed", examples=[True])
    complete: bool = Field(
        description="False while a load is under way that may still change the disputes", examples=[True]
    )


class EventBrief(Answer):
    """An event."""

    id: str = Field(description="Its id", examples=["berdin-entry"])
    name: str = Field(
        description="Its name; its id, where it has none", examples=["Ukrainian advance into southern Berdin"]
    )
    time: TimeBounds | None = Field(description="When it took place; null where its row gives no time")
    located_at: list[Spot] = Field(description="Where")
    involves: list[Participant] = Field(description="Who")
    part_of: Thing | None = Field(description="The event it is part of")


class Precedence(Answer):
    """An edge of the order of events: the one that comes directly before or after."""

    event: Thing = Field(description="The other event")
    basis: Literal["dated", "stated"] = Field(description="By the dates, or because a statement says so")
    scopes: list[str] = Field(
        description="Dated: the places and parent events within which it is next",
        examples=[["kursk-oblast", "kursk-operation"]],
    )
    statements: list[str] = Field(description="Stated: the statements that say so", examples=[[]])


class Event(EventBrief):
    """An event and what is known of it."""

    wholes: list[Thing] = Field(description="What it is part of, upwards")
    parts: list[Thing] = Field(description="The events directly part of it, 200 at most")
    before: list[Precedence] = Field(description="What comes directly before it, the stated order first; 200 at most")
    after: list[Precedence] = Field(description="What comes directly after it, the stated order first; 200 at most")
    known: Known = Field(description="What is known of it")


class EventOrder(Answer):
    """An event that comes, or may come, before or after another."""

    event: EventBrief = Field(description="The event")
    how: Literal["certainly", "possibly"] = Field(
        description="certainly: wherever within their bounds both lie; possibly: the bounds allow it",
        examples=["certainly"],
    )


class PlaceBrief(Answer):
    """A place."""

    id: str = Field(description="Its id", examples=["berdin"])
    name: str = Field(description="Its name; its id, where it has none", examples=["Berdin"])
    kind: str | None = Field(description="What it is", examples=["village"])
    aliases: list[str] = Field(description="Other names it is found by", examples=[["Бердин"]])
    part_of: Thing | None = Field(description="The place that contains it")
    location: Location | None = Field(
        description="Where it lies (WGS 84)", examples=[{"latitude": 51.3, "longitude": 35.43, "precision": 6000}]
    )


class Place(PlaceBrief):
    """A place and what is known of it."""

    wholes: list[Thing] = Field(description="What contains it, upwards")
    parts: list[Thing] = Field(description="The places directly within, 200 at most")
    known: Known = Field(description="What is known of it")


class ActorBrief(Answer):
    """An actor."""

    id: str = Field(description="Its id", examples=["isw"])
    name: str = Field(description="Its name; its id, where it has none", examples=["Institute for the Study of War"])
    kind: ActorKind | None = Field(description="What it is", examples=["organization"])
    aliases: list[str] = Field(description="Other names it is found by", examples=[["ISW"]])
    part_of: Thing | None = Field(description="The actor it is part of")
    reliability: str | None = Field(description="Admiralty scale, A to F", examples=[None])


class Speaking(Answer):
    """How an actor speaks."""

    claims: int = Field(description="Statements it commits to", examples=[15])
    relays: int = Field(description="Statements it passes on", examples=[9])
    disputes: list[DisputeBrief] = Field(description="The gravest disputes in which it is on a side, 20 at most")


class Actor(ActorBrief):
    """An actor, what is known of it, and how it speaks."""

    side: Thing = Field(description="The topmost state or coalition it is part of, or itself")
    wholes: list[Thing] = Field(description="What it is part of, upwards")
    parts: list[Thing] = Field(description="The actors directly part of it, 200 at most")
    speaks: Speaking = Field(description="What it claims and relays")
    known: Known = Field(description="What others, or it itself, say of it")


class DocumentBrief(Answer):
    """Something published that statements stand in."""

    id: str = Field(description="Its id", examples=["twz-2025-01-06"])
    title: str = Field(
        description="Its title; its id, where it has none",
        examples=["The War Zone on the new Ukrainian push in Kursk, 6 January 2025"],
    )
    publisher: Source | None = Field(description="Who published it")
    published: str | None = Field(description="When it came out, EDTF", examples=["2025-01-06"])
    url: str | None = Field(description="Where it is found", examples=[None])
    language: str | None = Field(description="BCP 47 tag of its language", examples=["en"])


class Reporting(Answer):
    """A source and how many of its statements a document reports."""

    source: Source = Field(description="The claimant")
    statements: int = Field(description="How many", examples=[26])


class Document(DocumentBrief):
    """A document and who speaks in it."""

    statements: int = Field(description="Statements it reports", examples=[99])
    derived: int = Field(description="Statements that rest on it", examples=[2])
    sources: list[Reporting] = Field(description="Who speaks in it, the most frequent first")
