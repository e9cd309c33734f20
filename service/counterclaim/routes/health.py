"""Whether the service runs, and whether it can answer."""

from __future__ import annotations

import asyncio
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import Field

from counterclaim.answers import Answer
from counterclaim.errors import DatabaseUnavailable
from counterclaim.routes import replies
from counterclaim.routes.asking import Asking

router = APIRouter(tags=["operations"])

PATIENCE = 5.0
"""Seconds that the database may take to answer, before it is called away."""


class Health(Answer):
    """The state of the service."""

    status: Literal["ok", "ready"] = Field(description="ok: it runs; ready: its database answers", examples=["ok"])


@router.get("/healthz", response_model=Health, summary="Whether the service runs")
async def healthz(request: Request) -> Response:
    """Answers as long as the service runs, whatever the database does."""
    return replies.one(request, Health(status="ok"))


@router.get("/readyz", response_model=Health, summary="Whether the service can answer", responses=replies.ONE)
async def readyz(request: Request, asking: Asking) -> Response:
    """Asks the database."""
    try:
        async with asyncio.timeout(PATIENCE):
            await asking.graph.verify()
    except TimeoutError:
        raise DatabaseUnavailable(f"The database did not answer within {PATIENCE:.0f} seconds.") from None
    return replies.one(request, Health(status="ready"))
