"""Whether the service runs, whether it can answer, and its measures."""

from __future__ import annotations

import asyncio
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from pydantic import Field

from counterclaim import metrics, queries
from counterclaim.answers import Answer
from counterclaim.errors import CounterclaimError, DatabaseSlow
from counterclaim.graph import Graph
from counterclaim.routes import replies
from counterclaim.routes.asking import Asking

router = APIRouter(tags=["operations"])

PATIENCE = 3.0
"""Seconds that the database may take to answer; fewer than the driver waits for one that is not there at all."""


class Health(Answer):
    """The state of the service."""

    status: Literal["ok", "ready"] = Field(description="ok: it runs; ready: its database answers", examples=["ok"])


@router.get("/healthz", response_model=Health, summary="Whether the service runs")
async def healthz(request: Request) -> Response:
    """Answers as long as the service runs, whatever the database does."""
    return replies.one(request, Health(status="ok"))


@router.get("/readyz", response_model=Health, summary="Whether the service can answer", responses=replies.ONE)
async def readyz(request: Request, asking: Asking) -> Response:
    """Asks the database: `database-unavailable` if it is away, `database-slow` if it takes longer than 3 seconds."""
    await _answers(asking.graph)
    return replies.one(request, Health(status="ready"))


@router.get("/metrics", response_class=PlainTextResponse, summary="Measures for Prometheus", responses=replies.MEASURED)
async def measures(asking: Asking) -> Response:
    """Answers also when the database does not; `counterclaim_database_up` tells."""
    try:
        await _answers(asking.graph)
        async with asyncio.timeout(PATIENCE):
            disputes = await queries.count_disputes(asking.graph)
    except (CounterclaimError, TimeoutError):
        disputes = None
    return Response(metrics.exposition(disputes, asking.graph.connections()), media_type=metrics.MEDIA_TYPE)


async def _answers(graph: Graph) -> None:
    """Raise DatabaseError unless the database answers soon."""
    try:
        async with asyncio.timeout(PATIENCE):
            await graph.verify()
    except TimeoutError:
        raise DatabaseSlow(f"The database did not answer within {PATIENCE:.0f} seconds.") from None
