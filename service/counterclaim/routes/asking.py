"""What a route asks with: the graph and the predicates of the running service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request

from counterclaim.graph import Graph, known_writes
from counterclaim.predicates import Registry
from counterclaim.settings import Settings


@dataclass(frozen=True, slots=True)
class Service:
    """What the running service has at hand."""

    settings: Settings
    graph: Graph
    registry: Registry


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    service: Service = request.app.state.service
    return service


async def _asking(request: Request) -> Service:
    """A coroutine: what is plain is called in another thread, which takes a question longer than its routing."""
    return service_of(request)


Asking = Annotated[Service, Depends(_asking)]

BOOKMARK = "Bookmark"
"""Header of the answer to a load, and of questions that are to see what it wrote."""


async def follow(
    bookmark: Annotated[
        str | None,
        Header(
            max_length=8_000,
            pattern=r"^[\x21-\x2b\x2d-\x7e]+(,[\x21-\x2b\x2d-\x7e]+)*$",
            description="The `Bookmark` of the answer to a load: the answer sees all that was written by then, "
            "whichever server of a cluster gives it",
        ),
    ] = None,
) -> None:
    """Let everything that the request asks wait for the writes that its bookmark stands for."""
    if bookmark:
        known_writes.set(frozenset(bookmark.split(",")))
