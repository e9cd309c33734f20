"""`counterclaim serve`: the REST service on this graph, until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Annotated, Any

import typer
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from counterclaim import logs
from counterclaim.cli.console import Output
from counterclaim.cli.running import Status, bolt_address, fail, opened, run
from counterclaim.settings import Settings

GRACE = 5
"""Seconds that requests under way get to end."""

LONGEST_HEAD = 65_536
"""Bytes of a request before its body; what comes with the last of them in one piece is read as well."""

Host = Annotated[str | None, typer.Option("--host", metavar="ADDRESS", help="Listen there. [default: 127.0.0.1]")]
Port = Annotated[
    int | None,
    typer.Option("--port", metavar="PORT", min=0, max=65_535, help="Listen on it; 0 takes a free one. [default: 8000]"),
]


class Protocol(HttpToolsProtocol):
    """HTTP/1.1 with a limit to the head of a request, which its parser would gather without end."""

    _gathered = 0
    _in_body = False

    def on_message_begin(self) -> None:
        """A head begins."""
        self._in_body = False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """A head has ended."""
        self._in_body = True
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Take what has come, and close where it is too much."""
        super().data_received(data)
        self._gathered = 0 if self._in_body else self._gathered + len(data)
        if self._gathered > LONGEST_HEAD:
            self.transport.close()


class Server(uvicorn.Server):
    """A server that ends like any command when it is told to stop, instead of dying of the signal.

    `stop` ends at once what would not come to its end in the time that other requests get.
    """

    def __init__(self, config: uvicorn.Config, stop: Callable[[], Coroutine[Any, Any, None]]) -> None:
        super().__init__(config)
        self._stop = stop
        self._stopping: asyncio.Task[None] | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop."""
        super().handle_exit(sig, frame)
        self._stopping = asyncio.get_running_loop().create_task(self._stop())

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take SIGINT and SIGTERM as the wish to stop."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)


def serve(host: Host = None, port: Port = None) -> None:
    """Answer over REST, until Ctrl-C.

    Prints where: the service, its documentation, and the Bolt address for Neo4j Browser.
    """

    async def work(settings: Settings) -> Status:
        given = {key: value for key, value in (("host", host), ("port", port)) if value is not None}
        return await _serve(settings.model_copy(update=given))

    run(work)


async def _serve(settings: Settings) -> Status:
    try:
        listening = _listening(settings.host, settings.port)
    except OSError as error:
        reason = f"{settings.host}, port {settings.port}, can't be listened on: {error.strerror or error}."
        return fail(f"{reason} Choose another with --host and --port.", Status.USAGE)
    logs.set_up()
    with listening:
        async with opened(settings) as at:
            from counterclaim.app import create_app  # FastAPI takes long to import, and only this command needs it
            from counterclaim.envelope import is_loopback
            from counterclaim.routes import docs

            app = create_app(settings, at.graph)
            config = uvicorn.Config(
                app,
                http=Protocol,
                log_config=None,
                log_level="warning",
                access_log=False,
                timeout_graceful_shutdown=GRACE,
            )
            _announce(settings, listening.getsockname()[1], docs.PATH)
            if not is_loopback(settings.host):
                Output().say(("There is no login: whoever reaches this address can ask and load.", "yellow"), indent=2)
            await Server(config, lambda: app.state.loads.stop()).serve(sockets=[listening])
    return Status.OK


def _listening(host: str, port: int) -> socket.socket:
    """A socket bound to the address; raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family)
    # Connections inherit it. Else the body of an answer would wait 40 ms until its head is acknowledged.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _announce(settings: Settings, port: int, docs: str) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{port}"
    out = Output()
    out.say(("counterclaim answers at ", ""), (address, "bold"), ", and stops at Ctrl-C.")
    out.say(f"What can be asked: {address}{docs}", indent=2)
    out.say(f"Neo4j Browser connects to: {bolt_address(settings)}", indent=2)
