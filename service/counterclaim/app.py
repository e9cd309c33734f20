"""The service: one factory, which tests and `counterclaim serve` use alike."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from counterclaim.connect import open_graph
from counterclaim.description import DESCRIPTION, TAGS, described
from counterclaim.envelope import Envelope, allowed_hosts
from counterclaim.errors import CounterclaimError
from counterclaim.graph import Graph
from counterclaim.migrate import migrate
from counterclaim.predicates import load_registry
from counterclaim.problems import Unfinished, faults, problem, problem_of, status_of
from counterclaim.routes import browser, cypher, disputes, docs, events, health, loads, statements, things
from counterclaim.routes.asking import Service, follow
from counterclaim.settings import Settings

log = logging.getLogger("counterclaim")


def create_app(settings: Settings, graph: Graph | None = None) -> FastAPI:
    """The service on a graph; without one, on the graph of the settings, opened when it starts and closed when it ends.

    Starting raises DatabaseError, EngineError, MigrationError or InvalidPredicates.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as held:
            opened = graph if graph is not None else await held.enter_async_context(open_graph(settings))
            await migrate(opened)
            app.state.service = Service(settings, opened, load_registry(settings.predicates))
            app.state.loads = loads.Queue()
            yield
            await app.state.loads.stop()

    app = FastAPI(
        title="counterclaim",
        version=version("counterclaim"),
        summary="A graph of who claims what, where and when, that keeps both sides of every disagreement",
        description=DESCRIPTION,
        openapi_tags=TAGS,
        docs_url=None,  # the framework's page loads scripts from elsewhere; ours is in routes.docs
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    for part in (disputes, statements, events, things, cypher, loads):
        app.include_router(part.router, prefix="/v1", dependencies=[Depends(follow)])
    app.include_router(health.router)
    app.include_router(browser.router)
    app.include_router(docs.router)
    _answer_errors(app)
    app.add_middleware(Envelope, hosts=allowed_hosts(settings.host, settings.allowed_hosts))
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    return app


def _answer_errors(app: FastAPI) -> None:
    """Every error is answered as a problem."""

    @app.exception_handler(CounterclaimError)
    async def refused(request: Request, error: CounterclaimError) -> Response:
        if status_of(error) >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.warning("%s", error.message, extra={"code": error.code, "cause": str(error.__cause__ or "")})
        return problem_of(request, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        found = faults(error.errors())
        detail = "; ".join(f"{fault['where']}: {fault['message']}" for fault in found)
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", f"{detail}.", errors=found)

    @app.exception_handler(ClientDisconnect)
    async def gone(request: Request, error: ClientDisconnect) -> Response:
        """The sender went away in the midst of the body, and will not read this; the log does."""
        return problem_of(request, Unfinished("The body did not come to its end."))

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> Response:
        """An unknown route, or a method that it does not have."""
        status = HTTPStatus(error.status_code)
        detail = {404: "There is no such route.", 405: "The route does not take this method."}
        code = status.phrase.lower().replace(" ", "-")
        return problem(request, status, code, detail.get(status, error.detail), error.headers)
