"""One question, one transaction: all that an answer says is read there, within one limit of time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from counterclaim.graph import Graph, Reads

P = ParamSpec("P")
T = TypeVar("T")


def question(
    answered: Callable[Concatenate[Reads, P], Awaitable[T]],
) -> Callable[Concatenate[Graph, P], Awaitable[T]]:
    """Make a function that reads one that is asked of the graph."""

    @wraps(answered)
    async def asked(graph: Graph, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await graph.answer(answered.__name__, lambda reads: answered(reads, *args, **kwargs))

    return asked
