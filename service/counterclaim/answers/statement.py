"""One thing that somebody commits to, with its way from the claimant to the document."""

from __future__ import annotations

from pydantic import Field, JsonValue

from counterclaim.answers.base import Answer, Run, Source, Spot, Thing, TimeBounds
from counterclaim.models import Certainty, Polarity


class RelaySource(Source):
    """An actor that passes a statement on without commitment."""

    hop: int = Field(description="1 is nearest the claimant", examples=[1])
    cue: str | None = Field(description="The word that marks the relay", examples=["maintained"])


class PassageIn(Answer):
    """Where a statement stands in a document."""

    document: str = Field(description="The document", examples=["twz-2025-01-06"])
    title: str | None = Field(
        description="Its title", examples=["The War Zone on the new Ukrainian push in Kursk, 6 January 2025"]
    )
    published: str | None = Field(description="When it came out, EDTF", examples=["2025-01-06"])
    url: str | None = Field(description="Where it is found", examples=[None])
    start: int | None = Field(description="First code point, from 0, in its UTF-8 text", examples=[2346])
    end: int | None = Field(description="Code point after the last", examples=[2532])


class Statement(Answer):
    """A statement as one source gives it."""

    id: str = Field(description="Its id", examples=["isw-berdin-presence"])
    about: Thing = Field(description="The one event, place or actor it speaks of")
    predicate: str = Field(description="What is said of it", examples=["territory"])
    label: str = Field(description="The predicate in words", examples=["who holds it"])
    value: JsonValue = Field(
        description="What is said, in the form of the predicate's family",
        examples=[{"extent": "part", "party": "ukraine", "status": "presence"}],
    )
    reads: str = Field(description="Polarity and value in a few words", examples=["Ukraine: presence in part"])
    polarity: Polarity = Field(description="asserts or denies", examples=["asserts"])
    certainty: Certainty = Field(description="How sure the claimant is", examples=["certain"])
    time: TimeBounds = Field(description="When the content holds")
    stated: str | None = Field(description="When it was said, EDTF", examples=["2025-01-05"])
    recorded: str = Field(description="When it was written down", examples=["2025-01-08T10:00:00Z"])
    retracted: str | None = Field(description="When the claimant took it back, EDTF", examples=[None])
    known: Run = Field(description="From when it was known, until it was retracted or revised")
    text: str | None = Field(
        description="A paraphrase",
        examples=["Ukrainian troops were inside the south of Berdin, as located video shows."],
    )
    language: str | None = Field(description="BCP 47 tag of the paraphrase", examples=["en"])
    claimants: list[Source] = Field(description="Who commits to it")
    relays: list[RelaySource] = Field(description="Who passes it on, nearest the claimant first")
    passages: list[PassageIn] = Field(description="Where it stands")
    located_at: list[Spot] = Field(description="Where its content is located")
    derived_from: list[Thing] = Field(description="Statements and documents it rests on or echoes")
    revises: list[str] = Field(description="Earlier statements that it corrects", examples=[[]])
    revised_by: list[str] = Field(description="Later statements that correct it", examples=[[]])
    topic: str = Field(description="What it must share with others to be compared", examples=["berdin~territory"])
