"""The rows of a dossier: what a user writes and every loader yields.

A row is a fact as somebody gave it. `None` and an empty list mean "not given", so that two rows of one id can be
united (`unite`); what follows from a row by default is derived when it is written to the graph.
"""

from __future__ import annotations

import json
import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, model_validator

from counterclaim.errors import CounterclaimError, InvalidTime
from counterclaim.times import parse

ID_PATTERN = r"^[\w.:@+-]+$"
read_time = lru_cache(maxsize=16_384)(parse)
"""`parse`, remembering the days that come again and again."""

SPACES = re.compile(r"\s+")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters, and halves of surrogate pairs, which UTF-8 cannot hold."""
INVISIBLE = ("Cc", "Cf", "Zl", "Zp", "Zs")
"""Unicode's categories of control, format and separator characters."""


def _one_line(text: str) -> str:
    """Compose accents and fold every run of white space, no-break spaces included, into one space."""
    folded = SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    if not _is_visible(folded):
        raise ValueError("is empty")
    if CONTROL.search(folded):
        raise ValueError("holds a control character")
    return folded


def _is_visible(text: str) -> bool:
    """Whether there is anything to see: a zero width space is nothing."""
    return any(unicodedata.category(char) not in INVISIBLE for char in text)


def _prose(text: str) -> str:
    if not _is_visible(text):
        raise ValueError("is empty")
    if CONTROL.search(text):
        raise ValueError("holds a control character")
    return text


def _time(text: str) -> str:
    try:
        read_time(text)
    except InvalidTime as error:
        raise ValueError(str(error)) from error
    return text


def _written(value: object) -> object:
    """YAML reads an unquoted 2025-01-05 as a date and 2024 as a number; both are meant as text."""
    if isinstance(value, str) or value is None or value is True or value is False:
        return value
    if isinstance(value, int):
        return str(value)
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if callable(isoformat) else value


def _no_truth(number: object) -> object:
    if isinstance(number, bool):
        raise ValueError("is not a number")
    return number


NO_TRUTH = BeforeValidator(_no_truth)
"""Keeps YAML's yes and no from being taken for numbers."""

MOST_ITEMS = 10_000
"""Entries of a list in a row; each that is wrong is told."""

_strictly = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _plain(value: JsonValue) -> JsonValue:
    """Refuse what JSON in UTF-8 cannot hold: NaN, infinity, half of a surrogate pair."""
    try:
        _strictly(value).encode()
    except ValueError as error:
        raise ValueError("holds a number or a character that JSON cannot hold") from error
    return value


def _listed(value: object) -> list[object]:
    """One item may stand without its list."""
    items = value if isinstance(value, list) else [] if value is None else [value]
    if len(items) > MOST_ITEMS:
        raise ValueError(f"has more than {MOST_ITEMS:,} entries")
    return items


def _unique(values: list[str]) -> list[str]:
    return sorted(set(values), key=dumps) if len(values) > 1 else values


Id = Annotated[
    str,
    Field(
        pattern=ID_PATTERN,
        max_length=200,
        description="Letters, digits and . _ : @ + - ; one id space for all rows",
        examples=["berdin"],
    ),
    BeforeValidator(_written, json_schema_input_type=str | int),
]
Name = Annotated[str, AfterValidator(_one_line), Field(max_length=1_000)]
Prose = Annotated[str, Field(max_length=20_000), AfterValidator(_prose)]
Edtf = Annotated[
    str,
    Field(max_length=100, description="EDTF level 0 or 1, or an ISO instant with zone", examples=["2025-01-05"]),
    BeforeValidator(_written, json_schema_input_type=str | int),
    AfterValidator(_time),
]
Ids = Annotated[
    list[Id], BeforeValidator(_listed, json_schema_input_type=list[Id] | Id | None), AfterValidator(_unique)
]
Names = Annotated[
    list[Name], BeforeValidator(_listed, json_schema_input_type=list[Name] | Name | None), AfterValidator(_unique)
]
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", examples=["en"])]


class ActorKind(StrEnum):
    """What an actor is; the side of an actor is its topmost state or coalition."""

    PERSON = "person"
    ORGANIZATION = "organization"
    STATE = "state"
    COALITION = "coalition"
    UNIT = "unit"
    CHANNEL = "channel"
    GROUP = "group"


class Extent(StrEnum):
    """How much of a place is meant: the whole, some inside, its edge, or outside and close by."""

    ALL = "all"
    PART = "part"
    OUTSKIRTS = "outskirts"
    NEAR = "near"


class Polarity(StrEnum):
    """Whether a statement asserts its content or denies it."""

    ASSERTS = "asserts"
    DENIES = "denies"


class Certainty(StrEnum):
    """How sure the claimant is; unspecified counts as certain."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSPECIFIED = "unspecified"


class Part(BaseModel):
    """A piece of a row; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Location(Part):
    """A point on the earth (WGS 84) and how well it is known."""

    latitude: Annotated[float, Field(ge=-90, le=90), NO_TRUTH] = Field(description="Degrees north", examples=[51.2])
    longitude: Annotated[float, Field(ge=-180, le=180), NO_TRUTH] = Field(description="Degrees east", examples=[35.3])
    precision: Annotated[float, Field(gt=0, allow_inf_nan=False), NO_TRUTH] | None = Field(
        None, description="Radius of uncertainty in metres", examples=[1000]
    )


class Whereabouts(Part):
    """Where an event or the content of a statement is located."""

    place: Id
    extent: Extent | None = Field(None, description="How much of the place; left out, the place as a whole")
    note: Name | None = Field(None, description="The source's own words for it", examples=["southern part"])


class Involvement(Part):
    """An actor that takes part in an event."""

    actor: Id
    role: Literal["initiator", "target", "participant"] = Field("participant", description="How it takes part")


class Relay(Part):
    """An actor that passes a statement on without committing itself to it."""

    actor: Id
    cue: Name | None = Field(None, description="The word that marks the relay", examples=["claimed"])
    hop: int | None = Field(
        None, ge=1, le=100, description="1 is nearest the claimant; by default its place in the list"
    )


MAX_OFFSET = 2**53
"""The largest whole number that every JSON reader keeps."""


class Passage(Part):
    """Where a statement stands in a document."""

    document: Id
    start: int | None = Field(
        None, ge=0, le=MAX_OFFSET, description="First code point, counted from 0 in the UTF-8 text"
    )
    end: int | None = Field(None, ge=1, le=MAX_OFFSET, description="Code point after the last")

    @model_validator(mode="after")
    def _ordered(self) -> Passage:
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end go together")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"end {self.end} does not lie after start {self.start}")
        return self


def _bare(key: str, part: type[Part]) -> BeforeValidator:
    """A bare id stands for the object that names it."""

    def widen(value: object) -> object:
        return [{key: item} if isinstance(item, str | int) else item for item in _listed(value)]

    return BeforeValidator(widen, json_schema_input_type=list[part | Id] | part | Id | None)  # type: ignore[valid-type]


def _numbered(relays: list[Relay]) -> list[Relay]:
    """The place in the list becomes the hop, so that lists of one statement can be united in any order."""
    hops = [r if r.hop else Relay(actor=r.actor, cue=r.cue, hop=n) for n, r in enumerate(relays, start=1)]
    return _distinct(hops)


def _distinct(parts: list[Any]) -> list[Any]:
    """One order of lists everywhere, that of their JSON."""
    if len(parts) < 2:
        return parts
    return sorted(set(parts), key=lambda part: dumps(part.model_dump(mode="json", exclude_none=True)))


class Row(BaseModel):
    """What all rows share: an id, and how they say what they are and name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind_of_row: ClassVar[str]

    id: Id

    def canonical(self) -> dict[str, Any]:
        """The row as given, without what was left out: the form that is stored, hashed, united and exported."""
        return {
            key: value
            for key, value in self.model_dump(mode="json", exclude_none=True, by_alias=True).items()
            if value != []
        }


class DocumentRow(Row):
    """Something published that statements stand in."""

    kind_of_row: ClassVar[str] = "document"

    title: Name | None = Field(None, description="Its title", examples=["Assessment of 5 January"])
    publisher: Id | None = Field(None, description="The actor that published it", examples=["isw"])
    published: Edtf | None = Field(None, description="When it came out")
    url: Annotated[str, Field(max_length=2_000, pattern=r"^https?://\S+$")] | None = Field(
        None, description="Where it is found"
    )
    language: Language | None = Field(None, description="BCP 47 tag of its language")
    file: Annotated[str, Field(max_length=1_000, pattern=r"\S")] | None = Field(
        None, description="Its text beside the dossier: offsets are checked against it, it is not stored"
    )


class ActorRow(Row):
    """Somebody who acts or speaks."""

    kind_of_row: ClassVar[str] = "actor"

    name: Name | None = Field(None, description="Its usual name", examples=["Institute for the Study of War"])
    kind: ActorKind | None = Field(None, description="What it is")
    aliases: Names = Field(default_factory=list, description="Other names it is found by")
    part_of: Id | None = Field(None, description="The actor it is part of")
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = Field(
        None, description="Admiralty scale, source reliability"
    )


class PlaceRow(Row):
    """Somewhere."""

    kind_of_row: ClassVar[str] = "place"

    name: Name | None = Field(None, description="Its usual name", examples=["Berdin"])
    aliases: Names = Field(default_factory=list, description="Other names and spellings it is found by")
    kind: Name | None = Field(None, description="What it is", examples=["settlement"])
    part_of: Id | None = Field(None, description="The place that contains it")
    location: Location | None = Field(None, description="Where it lies")


class EventRow(Row):
    """Something that happened, or is said to have."""

    kind_of_row: ClassVar[str] = "event"

    name: Name | None = Field(None, description="What it is called", examples=["January push in Kursk"])
    time: Edtf | None = Field(None, description="When it took place")
    located_at: Annotated[list[Whereabouts], _bare("place", Whereabouts), AfterValidator(_distinct)] = Field(
        default_factory=list, description="Where"
    )
    involves: Annotated[list[Involvement], _bare("actor", Involvement), AfterValidator(_distinct)] = Field(
        default_factory=list, description="Who"
    )
    part_of: Id | None = Field(None, description="The event it is part of")


class StatementRow(Row):
    """One thing that somebody commits to, as one source gives it."""

    kind_of_row: ClassVar[str] = "statement"

    id: Id = Field("", description="Left out, the hash of the row without text, retracted and recorded")
    claimant: Annotated[Ids, Field(min_length=1)] = Field(description="Who commits to the content", examples=[["isw"]])
    relayed_by: Annotated[list[Relay], _bare("actor", Relay), AfterValidator(_numbered)] = Field(
        default_factory=list,
        description="Who passes it on, nearest the claimant first; the document's publisher is added by itself",
    )
    about: Id = Field(description="The one event, place or actor it speaks of", examples=["berdin"])
    predicate: Id | None = Field(
        None, description="What is said of it; left out, `text`: content that fits no predicate"
    )
    value: Annotated[JsonValue, AfterValidator(_plain)] = Field(
        None, description="What is said, in the form of the predicate's family"
    )
    polarity: Polarity | None = Field(None, description="asserts by default")
    certainty: Certainty | None = Field(None, description="unspecified by default, which counts as certain")
    time: Edtf | None = Field(
        None, description="When the content holds; left out, the event's time or about the day stated"
    )
    stated: Edtf | None = Field(None, description="When it was said; left out, the document's date")
    located_at: Annotated[list[Whereabouts], _bare("place", Whereabouts), AfterValidator(_distinct)] = Field(
        default_factory=list, description="Where"
    )
    text: Prose | None = Field(None, description="A paraphrase in plain words")
    language: Language | None = Field(None, description="BCP 47 tag of the paraphrase")
    in_: Annotated[list[Passage], _bare("document", Passage), AfterValidator(_distinct)] = Field(
        default_factory=list, alias="in", description="Where it stands"
    )
    derived_from: Ids = Field(default_factory=list, description="Statements or documents it rests on or echoes")
    revises: Ids = Field(default_factory=list, description="Earlier statements it corrects")
    recorded: Edtf | None = Field(None, description="When it was written down; left out, when it is loaded")
    retracted: Edtf | None = Field(None, description="When the claimant took it back")


ROWS: dict[str, type[Row]] = {
    model.kind_of_row: model for model in (DocumentRow, ActorRow, PlaceRow, EventRow, StatementRow)
}
"""Row kinds in the order in which dossiers list them."""

UNHASHED = {"id", "text", "retracted", "recorded"}
"""What does not make a statement another one."""


def read_row(kind: str, raw: object) -> Row:
    """Validate one row of a kind; raises pydantic's ValidationError. A statement without an id gets its hash."""
    row = ROWS[kind].model_validate(raw)
    if row.id:
        return row
    content = {key: value for key, value in row.canonical().items() if key not in UNHASHED}
    return row.model_copy(update={"id": f"s-{sha256(dumps(content).encode()).hexdigest()[:20]}"})


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def dumps(content: object) -> str:
    """JSON in the one form that is hashed, stored and exported: sorted keys, no spaces, text as it is."""
    return _ENCODER.encode(content)


class Conflict(CounterclaimError):
    """Two rows of one id give two different values of a field that holds one."""

    code = "conflict"
    remedy = "Give the row another id, or the same value in both places."

    def __init__(self, field: str, old: object, new: object) -> None:
        super().__init__(f"{field} is {dumps(old)} in one row and {dumps(new)} in another of the same id.")
        self.field = field


def unite(old: dict[str, Any], new: dict[str, Any], within: str = "") -> dict[str, Any]:
    """Unite two canonical rows of one id, in either order with the same result; raises Conflict.

    Lists are united, a scalar given once is kept, two different scalars are a conflict. `within`: the field that the
    two are pieces of, with a dot behind.
    """
    united = dict(old)
    for field, value in new.items():
        if field not in united:
            united[field] = value
        elif isinstance(value, list) and isinstance(united[field], list) and field != "value":
            united[field] = sorted({dumps(item): item for item in [*united[field], *value]}.items())
            united[field] = [item for _, item in united[field]]
        elif isinstance(value, dict) and isinstance(united[field], dict) and field != "value":
            united[field] = unite(united[field], value, f"{within}{field}.")
        elif united[field] != value:
            raise Conflict(f"{within}{field}", united[field], value)
    return united
