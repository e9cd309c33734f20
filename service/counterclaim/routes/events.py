"""Events and their order."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from counterclaim import queries
from counterclaim.answers import Event, EventBrief, EventOrder, Order, Page
from counterclaim.routes import replies
from counterclaim.routes.asking import Asking
from counterclaim.routes.parameters import EventsQuestion, Moment, OrderQuestion, Paged

router = APIRouter(tags=["events"])

EventId = Annotated[str, Path(max_length=1_000, description="An event, by id or name", examples=["kursk-push"])]


@router.get("/events", response_model=Page[EventBrief], summary="Events", responses=replies.NAMED)
async def events(request: Request, asking: Asking, question: Annotated[EventsQuestion, Query()]) -> Response:
    """Events by id; with `from` or `to`, only those that have a time."""
    return replies.page(request, await queries.events(asking.graph, asking.registry, **question.asked()))


@router.get("/events/{id}", response_model=Event, summary="One event and what is known of it", responses=replies.NAMED)
async def event(request: Request, asking: Asking, id: EventId, question: Annotated[Moment, Query()]) -> Response:
    """An event, what it is part of, its parts, its neighbours in the order of events, what each source says of it."""
    return replies.one(request, await queries.event(asking.graph, asking.registry, id, **question.asked()))


@router.get("/events/{id}/before", response_model=Page[EventOrder], summary="What came before", responses=replies.NAMED)
async def before(request: Request, asking: Asking, id: EventId, question: Annotated[Paged, Query()]) -> Response:
    """Events that had certainly ended when it began, the latest first; then those that possibly had."""
    return replies.page(request, await queries.before(asking.graph, asking.registry, id, **question.asked()))


@router.get("/events/{id}/after", response_model=Page[EventOrder], summary="What came after", responses=replies.NAMED)
async def after(request: Request, asking: Asking, id: EventId, question: Annotated[Paged, Query()]) -> Response:
    """Events that certainly began after it had ended, the earliest first; then those that possibly did."""
    return replies.page(request, await queries.after(asking.graph, asking.registry, id, **question.asked()))


@router.get("/order", response_model=Order, summary="How two events lie in time", responses=replies.NAMED)
async def order(request: Request, asking: Asking, question: Annotated[OrderQuestion, Query()]) -> Response:
    """The relations of Allen that the bounds allow, what statements say of the order, and cycles among what is said."""
    return replies.one(request, await queries.order(asking.graph, asking.registry, **question.asked()))
