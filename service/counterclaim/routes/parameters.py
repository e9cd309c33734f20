"""The parameters of questions, as the query of a URL has them. An unknown one is refused, an empty one not given."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from counterclaim.disputes import Grade
from counterclaim.models import ActorKind, Certainty, Edtf
from counterclaim.queries.cursors import DEFAULT_LIMIT, LONGEST, MAX_LIMIT
from counterclaim.queries.statements import LONGEST_SEARCH


def _split(value: object) -> object:
    """Several values, each a parameter of its own or all in one with commas between."""
    items = value if isinstance(value, list) else [value]
    return [piece for item in items for piece in (item.split(",") if isinstance(item, str) else [item]) if piece]


Named = Annotated[str, Field(max_length=1_000)]
Listed = BeforeValidator(_split)

About = Annotated[Named | None, Field(description="An event, place or actor, by id, name or alias")]
Within = Annotated[bool, Field(description="Take all below it as well")]
AsOf = Annotated[
    Edtf | None,
    Field(description="As known at the end of this day, or at this instant; left out, now", examples=["2025-01-06"]),
]
From = Annotated[Edtf | None, Field(alias="from", description="Not what ended before this", examples=["2025-01-05"])]
To = Annotated[Edtf | None, Field(description="Not what began after this", examples=["2025-01-06"])]


class Question(BaseModel):
    """What all questions share."""

    model_config = ConfigDict(extra="forbid", validate_by_name=True, validate_by_alias=True)

    @model_validator(mode="before")
    @classmethod
    def _given(cls, values: Any) -> Any:
        """A form sends what was left empty as well."""
        return {key: value for key, value in values.items() if value not in ("", [], [""])}

    def asked(self) -> dict[str, Any]:
        """The keyword arguments of the function that answers."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class Moment(Question):
    """As known when."""

    as_of: AsOf = None


class Paged(Question):
    """Some of a list."""

    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT, description="Items on a page", examples=[50])
    cursor: str | None = Field(None, max_length=LONGEST, description="The `next` of the page before")


class Around(Question):
    """What concerns a thing."""

    about: About = Field(None, examples=["Berdin"])
    within: Within = Field(False, examples=[True])

    @field_validator("within")
    @classmethod
    def _below_something(cls, within: bool, given: ValidationInfo) -> bool:
        if within and given.data.get("about", "") is None:
            raise ValueError("it needs about: give both, or leave within out")
        return within


class DisputesQuestion(Around, Paged, Moment):
    """Which sources disagree."""

    grade: Annotated[list[Grade] | None, Listed] = Field(
        None, description="contradiction, possible or tension; several with commas", examples=[["possible"]]
    )
    predicate: Named | None = Field(None, description="What is said of the subject", examples=["territory"])
    actor: Named | None = Field(None, description="An actor that claims one of its statements", examples=["ISW"])
    between: Annotated[list[Named], Listed] = Field(
        [],
        description="Two actors whose statements stand against each other, with a comma between",
        examples=[["isw,russian-mod"]],
    )
    from_: From = None
    to: To = None


class ComparisonQuestion(Moment):
    """Two statements."""

    a: Named = Field(description="A statement, by id", examples=["isw-berdin-presence"])
    b: Named = Field(description="Another", examples=["mod-berdin-outskirts"])


class StatementsQuestion(Around, Paged, Moment):
    """Statements."""

    claimant: Named | None = Field(None, description="Who commits to it", examples=["Institute for the Study of War"])
    relayed_by: Named | None = Field(None, description="Who passes it on", examples=["The War Zone"])
    predicate: Named | None = Field(None, description="What is said", examples=["territory"])
    certainty: Annotated[list[Certainty] | None, Listed] = Field(
        None, description="How sure the claimant is; several with commas", examples=[["certain"]]
    )
    from_: From = None
    to: To = None
    q: str | None = Field(
        None, max_length=LONGEST_SEARCH, description="Words that its paraphrase contains", examples=["video shows"]
    )


class TimelineQuestion(Around, Paged, Moment):
    """Events and statements in order."""

    from_: From = None
    to: To = None


class EventsQuestion(Around, Paged):
    """Events."""

    about: Annotated[
        Named | None, Field(description="Events at a place, with an actor, or an event itself, by id, name or alias")
    ] = Field(None, examples=["Kursk oblast"])
    from_: From = None
    to: To = None


class OrderQuestion(Moment):
    """Two events."""

    a: Named = Field(description="An event, by id or name", examples=["kursk-incursion"])
    b: Named = Field(description="Another", examples=["kursk-ground-loss"])


class PlacesQuestion(Paged):
    """Places."""

    within: Named | None = Field(None, description="All places below this one", examples=["Kursk oblast"])
    kind: Named | None = Field(None, description="Its kind, as the dossier gives it", examples=["village"])


class ActorsQuestion(Paged):
    """Actors."""

    within: Named | None = Field(None, description="All parts of this one", examples=["Russia"])
    kind: ActorKind | None = Field(None, description="Its kind", examples=["organization"])


class DocumentsQuestion(Paged):
    """Documents."""

    publisher: Named | None = Field(None, description="Who published it", examples=["The War Zone"])


class SearchQuestion(Paged, Moment):
    """Everything by text."""

    q: str = Field(max_length=LONGEST_SEARCH, description="Words to find", examples=["Курахове"])


class LoadQuestion(Question):
    """How a dossier is loaded."""

    source: Annotated[Named, AfterValidator(str.strip)] = Field(
        "upload", description="What to call it in the report", examples=["kursk-2025-01"]
    )
    dry_run: bool = Field(False, description="Do all but write", examples=[True])
    stop_on_error: bool = Field(False, description="Write nothing if a row is at fault", examples=[False])
