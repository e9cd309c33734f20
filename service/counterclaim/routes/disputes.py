"""Disputes, and how two statements stand to each other."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from counterclaim import queries
from counterclaim.answers import Comparison, Dispute, DisputeDetail, Page
from counterclaim.routes import replies
from counterclaim.routes.asking import Asking
from counterclaim.routes.parameters import ComparisonQuestion, DisputesQuestion, Moment

router = APIRouter(tags=["disputes"])

DisputeId = Annotated[str, Path(max_length=500, description="The id of a dispute", examples=["berdin~territory"])]


@router.get("/disputes", response_model=Page[Dispute], summary="Which sources disagree", responses=replies.NAMED)
async def disputes(request: Request, asking: Asking, question: Annotated[DisputesQuestion, Query()]) -> Response:
    """Disputes as known at a time, each with its sides and who stands there, by the gravest grade it ever had.

    On each side, 50 statements at most are listed; `total` counts all.
    """
    return replies.page(request, await queries.disputes(asking.graph, asking.registry, **question.asked()))


@router.get("/disputes/{id}", response_model=DisputeDetail, summary="One dispute, explained", responses=replies.NAMED)
async def dispute(request: Request, asking: Asking, id: DisputeId, question: Annotated[Moment, Query()]) -> Response:
    """A dispute with its sides, their origins and evidence, and the explanation of each pair that makes it one."""
    return replies.one(request, await queries.dispute(asking.graph, asking.registry, id, **question.asked()))


@router.get(
    "/compare", response_model=Comparison, summary="How two statements stand: why, or why not", responses=replies.NAMED
)
async def compare(request: Request, asking: Asking, question: Annotated[ComparisonQuestion, Query()]) -> Response:
    """The rule applied to two statements: each gate and what it saw, the cell of the matrix, the overlap of times."""
    return replies.one(request, await queries.compare(asking.graph, asking.registry, **question.asked()))
