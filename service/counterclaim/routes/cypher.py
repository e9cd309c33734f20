"""Cypher of the asker's own, for reading."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from counterclaim.problems import TooLarge, UnsupportedMedia
from counterclaim.routes import replies
from counterclaim.routes.asking import Asking

router = APIRouter(tags=["cypher"])

LARGEST = 1_000_000
"""Bytes that a statement may have with its parameters."""


class CypherQuestion(BaseModel):
    """A statement with its parameters."""

    model_config = ConfigDict(extra="forbid")

    statement: str = Field(
        min_length=1,
        description="One statement that reads",
        examples=["MATCH (a:Actor)-[:CLAIMS]->(:Statement)-[:ABOUT]->(:Place {id: $place}) RETURN DISTINCT a.name"],
    )
    parameters: dict[str, JsonValue] = Field(
        {}, description="What stands in it as `$name`: any JSON", examples=[{"place": "berdin"}]
    )
    limit: int = Field(1_000, ge=1, le=10_000, description="Rows to answer at most", examples=[100])


class CypherAnswer(BaseModel):
    """What a statement answers."""

    columns: list[str] = Field(
        description="The columns in order; where nothing is found, the embedded engine names none",
        examples=[["a.name"]],
    )
    rows: list[dict[str, JsonValue]] = Field(
        description="A row an object, by column: a node has `element_id`, `labels` and `properties`, an edge `type`, "
        "`from` and `to` as well, a path `nodes` and `edges`; times and durations are ISO 8601, a point has `srid`, "
        "`x`, `y` and perhaps `z`, bytes are base64"
    )
    truncated: bool = Field(description="There were more rows than the limit, or than an answer may hold")


BODY = {"application/json": {"schema": CypherQuestion.model_json_schema()}}
LINES = {replies.LINES: {"schema": {"type": "string", "description": "The `rows`, one a line"}}}


@router.post(
    "/cypher",
    response_model=CypherAnswer,
    summary="Ask in Cypher",
    responses={200: {"content": LINES}, **replies.CYPHER},
    openapi_extra={"requestBody": {"required": True, "content": BODY}},
)
async def cypher(request: Request, asking: Asking) -> Response:
    """What a Cypher statement reads from the graph.

    It is refused if it writes, changes the schema or users, runs a command, loads a file or an address, or calls a
    procedure that is not known to read: by the plan that the database explains, by its access mode and by the rights of
    its user. It is stopped at `COUNTERCLAIM_QUERY_TIMEOUT`. With `Accept: application/x-ndjson` the rows come one a
    line, and `Truncated` says what `truncated` would.
    """
    form = replies.chosen(request, replies.JSON, replies.LINES)
    question = _question(await _body(request))
    table = await asking.graph.ask(question.statement, question.parameters, question.limit)
    truncated = json.dumps(table.truncated)
    headers = {"Vary": "Accept", "Truncated": truncated}
    if form == replies.LINES:
        return Response("".join(f"{row}\n" for row in table.rows), headers=headers, media_type=form)
    columns = json.dumps(table.columns, ensure_ascii=False)
    content = f'{{"columns": {columns}, "rows": [{", ".join(table.rows)}], "truncated": {truncated}}}'
    return Response(content, headers=headers, media_type=form)


async def _body(request: Request) -> bytes:
    """The body, not more of it than may be; raises UnsupportedMedia, TooLarge."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != replies.JSON:  # which a page of another origin can't send unasked
        raise UnsupportedMedia(f"{media or 'No media type'} is not how a statement comes.", remedy="Send JSON.")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise TooLarge(f"The statement has more than {LARGEST} bytes.", remedy="Ask in several statements.")
    return bytes(body)


def _question(body: bytes) -> CypherQuestion:
    try:
        return CypherQuestion.model_validate_json(body)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        raise RequestValidationError([{**fault, "loc": ("body", *fault["loc"])} for fault in faults]) from error
