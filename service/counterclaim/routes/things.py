"""Places, actors and documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from counterclaim import queries
from counterclaim.answers import Actor, ActorBrief, Document, DocumentBrief, Page, Place, PlaceBrief
from counterclaim.routes import replies
from counterclaim.routes.asking import Asking
from counterclaim.routes.parameters import ActorsQuestion, DocumentsQuestion, Moment, PlacesQuestion

router = APIRouter(tags=["things"])

PlaceId = Annotated[str, Path(max_length=1_000, description="A place, by id, name or alias", examples=["Berdin"])]
ActorId = Annotated[str, Path(max_length=1_000, description="An actor, by id, name or alias", examples=["ISW"])]
DocumentId = Annotated[
    str, Path(max_length=1_000, description="A document, by id or title", examples=["twz-2025-01-06"])
]


@router.get("/places", response_model=Page[PlaceBrief], summary="Places", responses=replies.NAMED)
async def places(request: Request, asking: Asking, question: Annotated[PlacesQuestion, Query()]) -> Response:
    """Places by id."""
    return replies.page(request, await queries.places(asking.graph, asking.registry, **question.asked()))


@router.get("/places/{id}", response_model=Place, summary="One place and what is known of it", responses=replies.NAMED)
async def place(request: Request, asking: Asking, id: PlaceId, question: Annotated[Moment, Query()]) -> Response:
    """A place, what contains it, what lies within, and what each source says of it over time."""
    return replies.one(request, await queries.place(asking.graph, asking.registry, id, **question.asked()))


@router.get("/actors", response_model=Page[ActorBrief], summary="Actors", responses=replies.NAMED)
async def actors(request: Request, asking: Asking, question: Annotated[ActorsQuestion, Query()]) -> Response:
    """Actors by id."""
    return replies.page(request, await queries.actors(asking.graph, asking.registry, **question.asked()))


@router.get(
    "/actors/{id}",
    response_model=Actor,
    summary="One actor, how it speaks and what is known of it",
    responses=replies.NAMED,
)
async def actor(request: Request, asking: Asking, id: ActorId, question: Annotated[Moment, Query()]) -> Response:
    """An actor, the side it is on, how much it claims and relays, its disputes, and what each source says of it."""
    return replies.one(request, await queries.actor(asking.graph, asking.registry, id, **question.asked()))


@router.get("/documents", response_model=Page[DocumentBrief], summary="Documents", responses=replies.NAMED)
async def documents(request: Request, asking: Asking, question: Annotated[DocumentsQuestion, Query()]) -> Response:
    """Documents by id."""
    return replies.page(request, await queries.documents(asking.graph, asking.registry, **question.asked()))


@router.get(
    "/documents/{id}", response_model=Document, summary="One document and who speaks in it", responses=replies.NAMED
)
async def document(request: Request, asking: Asking, id: DocumentId, question: Annotated[Moment, Query()]) -> Response:
    """A document, how many statements it reports, and whose."""
    return replies.one(request, await queries.document(asking.graph, asking.registry, id, **question.asked()))
