"""Statements, the timeline, and search."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from counterclaim import queries
from counterclaim.answers import Page, SearchPage, Statement, TimelineEntry
from counterclaim.routes import replies
from counterclaim.routes.asking import Asking
from counterclaim.routes.parameters import Moment, SearchQuestion, StatementsQuestion, TimelineQuestion

router = APIRouter(tags=["statements"])

StatementId = Annotated[
    str, Path(max_length=200, description="The id of a statement", examples=["isw-berdin-presence"])
]


@router.get("/statements", response_model=Page[Statement], summary="Who says what", responses=replies.NAMED)
async def statements(request: Request, asking: Asking, question: Annotated[StatementsQuestion, Query()]) -> Response:
    """Statements with their way from the claimant to the document, by when their content begins to hold, then by id."""
    return replies.page(request, await queries.statements(asking.graph, asking.registry, **question.asked()))


@router.get("/statements/{id}", response_model=Statement, summary="One statement", responses=replies.NAMED)
async def statement(
    request: Request, asking: Asking, id: StatementId, question: Annotated[Moment, Query()]
) -> Response:
    """A statement, also one retracted or revised since; with `as_of`, only if it was known then."""
    return replies.one(request, await queries.statement(asking.graph, asking.registry, id, **question.asked()))


@router.get(
    "/timeline",
    response_model=Page[TimelineEntry],
    summary="What happened and was said, in order",
    responses=replies.NAMED,
)
async def timeline(request: Request, asking: Asking, question: Annotated[TimelineQuestion, Query()]) -> Response:
    """Events that have a time, and statements, by when they begin at the earliest, then by id.

    About a place: events and statements there, and statements about these events. About an actor: events it takes part
    in, and statements about it or them. About an event: itself. `within` takes all below it as well.
    """
    return replies.page(request, await queries.timeline(asking.graph, asking.registry, **question.asked()))


@router.get("/search", response_model=SearchPage, summary="Everything by text", responses=replies.NAMED)
async def search(request: Request, asking: Asking, question: Annotated[SearchQuestion, Query()]) -> Response:
    """Places, actors, events and documents by their names, statements by their paraphrase.

    `method` says how was searched. By `fulltext`, the index of Neo4j, every word asked for is a word or the beginning
    of one, and the best `score` comes first. By `contains`, on the embedded engine, every word is some part of the
    text, and places, actors, events, documents and statements follow each other, each kind by id.
    """
    return replies.page(request, await queries.search(asking.graph, asking.registry, **question.asked()))
