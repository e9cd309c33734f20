"""What a route asks with: the graph and the predicates of the running service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from counterclaim.graph import Graph
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


Asking = Annotated[Service, Depends(service_of)]
