"""Errors over HTTP: one table from the class of an error to its status, and problem+json (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from starlette.requests import HTTPConnection
from starlette.responses import Response

from counterclaim.answers import Thing
from counterclaim.errors import (
    CounterclaimError,
    DatabaseBehind,
    DatabaseBusy,
    DatabaseDenied,
    DatabaseError,
    DatabaseSlow,
    DatabaseTimeout,
    DatabaseUnavailable,
    EngineError,
    EngineStuck,
    InvalidBookmark,
    InvalidTime,
    NoRoom,
)
from counterclaim.graph import InvalidStatement, StatementRefused
from counterclaim.migrate import MigrationError
from counterclaim.predicates import UnknownPredicate
from counterclaim.queries.refusals import Ambiguous, InvalidCursor, InvalidQuestion, NotFound

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = 2
"""Seconds after which what could not be answered for the moment may be asked again."""


class NotAcceptable(CounterclaimError):
    """The reader takes none of the forms in which this is answered."""

    code = "not-acceptable"


class UnsupportedMedia(CounterclaimError):
    """What was sent is in no format that is read here."""

    code = "unsupported-media-type"


class TooLarge(CounterclaimError):
    """What was sent is larger than may be."""

    code = "too-large"
    remedy = "Split the dossier, raise COUNTERCLAIM_UPLOAD_LIMIT, or load it with `counterclaim load`."


class Unfinished(CounterclaimError):
    """A body that does not come to its end."""

    code = "unfinished"


class Misdirected(CounterclaimError):
    """A request by another host name than the service has."""

    code = "misdirected"


class LoadRefused(CounterclaimError):
    """A dossier of which nothing was loaded."""

    code = "load-refused"
    remedy = "Mend what `report` lists and send the dossier again."

    def __init__(self, message: str, report: dict[str, JsonValue]) -> None:
        super().__init__(message)
        self.report = report


class TooManyLoads(CounterclaimError):
    """More loads wait than may."""

    code = "too-many-loads"
    remedy = "Send the dossier again when those before it are loaded."


class Stopping(CounterclaimError):
    """The service ends, and with it a load under way."""

    code = "stopping"
    remedy = "Send the dossier again when the service is back: what was written stays, and the rest is added."


STATUS: dict[type[CounterclaimError], HTTPStatus] = {
    InvalidBookmark: HTTPStatus.BAD_REQUEST,
    Unfinished: HTTPStatus.BAD_REQUEST,
    InvalidCursor: HTTPStatus.BAD_REQUEST,
    StatementRefused: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    Ambiguous: HTTPStatus.CONFLICT,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnsupportedMedia: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    Misdirected: HTTPStatus.MISDIRECTED_REQUEST,
    InvalidStatement: HTTPStatus.UNPROCESSABLE_ENTITY,
    InvalidTime: HTTPStatus.UNPROCESSABLE_ENTITY,
    InvalidQuestion: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownPredicate: HTTPStatus.UNPROCESSABLE_ENTITY,
    LoadRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooManyLoads: HTTPStatus.SERVICE_UNAVAILABLE,
    Stopping: HTTPStatus.SERVICE_UNAVAILABLE,
    DatabaseUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    DatabaseSlow: HTTPStatus.SERVICE_UNAVAILABLE,
    DatabaseBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    DatabaseDenied: HTTPStatus.SERVICE_UNAVAILABLE,
    NoRoom: HTTPStatus.INSUFFICIENT_STORAGE,
    EngineError: HTTPStatus.SERVICE_UNAVAILABLE,
    MigrationError: HTTPStatus.SERVICE_UNAVAILABLE,
    DatabaseTimeout: HTTPStatus.GATEWAY_TIMEOUT,
    DatabaseError: HTTPStatus.INTERNAL_SERVER_ERROR,
    CounterclaimError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The status of an error is that of its class, or of the nearest class above it that is listed."""

PASSING = frozenset(
    {DatabaseUnavailable, DatabaseSlow, DatabaseBusy, DatabaseBehind, EngineStuck, TooManyLoads, Stopping}
)
"""What waiting may mend: these classes themselves, and none below them."""


class Fault(BaseModel):
    """A value of the question that is wrong."""

    where: str = Field(description="Part of the request and name", examples=["query.limit"])
    message: str = Field(description="What is wrong with it", examples=["Input should be less than or equal to 500"])


class Problem(BaseModel):
    """Why there is no answer (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="Names the kind of problem", examples=["urn:counterclaim:problem:not-found"])
    title: str = Field(description="The status in words", examples=["Not Found"])
    status: int = Field(description="The status", examples=[404])
    code: str = Field(description="Stable, for programs", examples=["not-found"])
    detail: str = Field(description="What happened", examples=["There is no event or place or actor 'Berdim'."])
    remedy: str | None = Field(None, description="What to do about it", examples=["Did you mean berdin?"])
    instance: str = Field(description="The path asked for", examples=["/v1/disputes"])
    request_id: str | None = Field(None, description="Also in X-Request-ID, and in the log")
    candidates: list[Thing] | None = Field(None, description="ambiguous: what the name may mean")
    suggestions: list[str] | None = Field(None, description="not-found: names much like it")
    errors: list[Fault] | None = Field(None, description="invalid: each value that is wrong")
    report: dict[str, JsonValue] | None = Field(None, description="load-refused: the report of the load")


def status_of(error: CounterclaimError) -> HTTPStatus:
    """The status that the table gives."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem_of(request: HTTPConnection, error: CounterclaimError) -> Response:
    """The answer to a question that raised one of the project's errors."""
    more: dict[str, Any] = {"remedy": error.remedy or None}
    if isinstance(error, NotFound) and error.suggestions:
        more["suggestions"] = error.suggestions
    if isinstance(error, Ambiguous):
        more["candidates"] = error.candidates
    if isinstance(error, LoadRefused):
        more["report"] = error.report
    headers = {"Retry-After": str(RETRY_AFTER)} if type(error) in PASSING else None
    return problem(request, status_of(error), error.code, error.message, headers, **more)


def problem(
    request: HTTPConnection,
    status: HTTPStatus,
    code: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """An answer of status 4xx or 5xx."""
    content = Problem(
        type=f"urn:counterclaim:problem:{code}",
        title=status.phrase,
        status=status,
        code=code,
        detail=detail,
        instance=request.url.path,
        request_id=request.scope.get("state", {}).get("request_id"),
        **more,
    )
    left_out = {name for name, held in content if held is None}
    return Response(content.model_dump_json(exclude=left_out), int(status), headers, MEDIA_TYPE)


def faults(errors: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What validation found, without the values that were sent."""
    return [{"where": ".".join(str(step) for step in error["loc"]), "message": _teaching(error)} for error in errors]


def _teaching(error: Mapping[str, Any]) -> str:
    if error["type"] == "extra_forbidden":
        return "There is no such parameter here"
    return str(error["msg"]).removeprefix("Value error, ")
