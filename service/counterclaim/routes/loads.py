"""Loading a dossier over REST."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from functools import partial
from hashlib import sha256
from tempfile import SpooledTemporaryFile, gettempdir
from typing import IO, Annotated, Any, NamedTuple

from fastapi import APIRouter, Path, Query, Request, Response

from counterclaim import metrics, queries
from counterclaim.connect import open_graph
from counterclaim.errors import NoRoom
from counterclaim.loading.load import Loader, Report
from counterclaim.problems import LoadRefused, Stopping, TooLarge, TooManyLoads, Unfinished, UnsupportedMedia
from counterclaim.routes import replies
from counterclaim.routes.asking import BOOKMARK, Asking, Service
from counterclaim.routes.parameters import LoadQuestion, Question
from counterclaim_loaders import MEDIA_TYPES, Format, read_text

router = APIRouter(tags=["loads"])

IN_MEMORY = 1_000_000
"""Bytes of a dossier that are kept in memory; a larger one waits on disk."""
WAITING = 4
"""Loads that may wait for the one that runs, or be it."""

RECEIVING = 600
"""Seconds that a dossier may take to come, while it holds a place."""

log = logging.getLogger("counterclaim")

LoadId = Annotated[str, Path(max_length=200, description="The id that the report of a load has")]


class Done(NamedTuple):
    """A load that has ended: its report, and the bookmarks of what it wrote."""

    report: Report
    bookmarks: frozenset[str]


class Queue:
    """One load at a time, a few that wait."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._receiving = 0
        self._under_way: set[asyncio.Task[Done]] = set()

    async def load(
        self, service: Service, receive: Callable[[], Awaitable[IO[bytes]]], format: Format, question: LoadQuestion
    ) -> Done:
        """Receive and load, in a thread with its own event loop, so that questions are answered meanwhile.

        A load that has begun is ended, also if its sender goes away. Raises TooManyLoads, before anything is received,
        Unfinished, NoRoom, and Stopping.
        """
        if self._receiving + len(self._under_way) >= WAITING:
            raise TooManyLoads(f"{WAITING} loads are under way.")
        self._receiving += 1
        try:
            async with asyncio.timeout(RECEIVING):
                content = await receive()
        except TimeoutError:
            raise Unfinished(f"The dossier did not come within {RECEIVING} seconds.") from None
        except OSError as error:
            raise NoRoom(f"The dossier can't wait in {gettempdir()}: {error.strerror}.") from error
        finally:
            self._receiving -= 1
        task = asyncio.create_task(self._loaded(service, content, format, question))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():
                raise Stopping("The service stops.") from None
            raise

    async def stop(self) -> None:
        """End the loads under way, as the service ends; the same load sent again finishes them."""
        tasks = tuple(self._under_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _loaded(self, service: Service, content: IO[bytes], format: Format, question: LoadQuestion) -> Done:
        with content, metrics.LOADS_UNDER_WAY.track_inprogress():
            async with self._turn:
                try:
                    done = await _apart(_load(service, content, format, question))
                except BaseException:
                    metrics.LOADS.labels("failed").inc()
                    raise
        _note(done.report)
        await service.graph.follow(done.bookmarks)
        return done


async def _apart(work: Coroutine[Any, Any, Done]) -> Done:
    """Do some work in a thread with an event loop of its own; if it is cancelled here, it is there."""
    loop = asyncio.new_event_loop()
    task = loop.create_task(work)
    try:
        return await asyncio.to_thread(_run, loop, task)
    except asyncio.CancelledError:
        with suppress(RuntimeError):  # it ended at the same moment
            loop.call_soon_threadsafe(task.cancel)
        raise


def _run(loop: asyncio.AbstractEventLoop, task: asyncio.Task[Done]) -> Done:
    try:
        return loop.run_until_complete(task)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def _note(report: Report) -> None:
    """Log and measure a load that came to its end; its source is the asker's word and stays out."""
    figures = {"written": report.written, "unchanged": report.unchanged, "refused": report.refused}
    metrics.LOADS.labels(report.state).inc()
    if report.state == "loaded":
        for outcome, rows in figures.items():
            metrics.ROWS.labels(outcome).inc(rows)
    log.info("load", extra={"load": report.id, "state": report.state, "rows": report.rows, **figures})


async def _load(service: Service, content: IO[bytes], format: Format, question: LoadQuestion) -> Done:
    digest = sha256()
    while piece := content.read(IN_MEMORY):
        digest.update(piece)
    content.seek(0)
    async with open_graph(service.settings) as graph:
        report = await Loader(graph, service.registry).load(
            question.source,
            digest.hexdigest(),
            read_text(question.source, content, format),
            dry_run=question.dry_run,
            stop_on_error=question.stop_on_error,
        )
        return Done(report, await graph.bookmarks())


@router.post("/loads", response_model=Report, summary="Load a dossier", responses=replies.LOADING)
async def load(request: Request, asking: Asking, question: Annotated[LoadQuestion, Query()]) -> Response:
    """Load the dossier in the body and answer when it is done.

    Its media type names the format: YAML, JSON or JSON Lines. `file` of a document is not opened. Bad rows are refused
    and listed, the others loaded, and the status is 200: look at `refused`. It is 422 if nothing was loaded, because
    the dossier could not be read at all or because of `stop_on_error`. The same dossier again changes nothing, and
    finishes what was interrupted. Send the `Bookmark` header of the answer with a question, and on a cluster too it
    is answered from what was loaded.
    """
    replies.chosen(request, replies.JSON)
    format = _format(request)
    queue: Queue = request.app.state.loads
    receive = partial(_received, request, asking.settings.upload_limit)
    report, bookmarks = await queue.load(asking, receive, format, question)
    if report.state == "stopped" and not report.written:
        raise LoadRefused("Nothing of the dossier was loaded.", report.model_dump(mode="json"))
    answer = replies.one(request, report)
    if not question.dry_run:
        answer.headers["Location"] = f"/v1/loads/{report.id}"
        if bookmarks:
            answer.headers[BOOKMARK] = ",".join(sorted(bookmarks))
    return answer


@router.get("/loads/{id}", response_model=Report, summary="What became of a load", responses=replies.NAMED)
async def load_report(request: Request, asking: Asking, id: LoadId, question: Annotated[Question, Query()]) -> Response:
    """The report of a load, as far as it got; of its errors the first 100."""
    return replies.one(request, await queries.load_report(asking.graph, id))


def _format(request: Request) -> Format:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in MEDIA_TYPES:
        known = ", ".join(MEDIA_TYPES)
        raise UnsupportedMedia(f"{media or 'No media type'} is no format of a dossier.", remedy=f"Send {known}.")
    return MEDIA_TYPES[media]


async def _received(request: Request, limit: int) -> IO[bytes]:
    """The body as a file; raises TooLarge."""
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > limit:
        raise TooLarge(f"The dossier has {told} bytes, and {limit} are taken.")
    content: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by the load
    try:
        size = 0
        async for piece in request.stream():
            size += len(piece)
            if size > limit:
                raise TooLarge(f"The dossier has more than {limit} bytes.")
            content.write(piece)
        content.seek(0)
    except BaseException:
        content.close()
        raise
    return content
