"""What the server itself bounds, before the service sees a request."""

from __future__ import annotations

import asyncio
import socket

import uvicorn
from starlette.responses import PlainTextResponse

from counterclaim.cli.serve import LONGEST_HEAD, Protocol, _listening

LINE = b"aa: " + b"b" * 1_000 + b"\r\n"


async def sent(port: int, beginning: bytes, piece: bytes) -> int:
    """How many bytes of a head without end the server takes before it closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(beginning)
    taken = 0
    try:
        while taken < 100 * LONGEST_HEAD and not reader.at_eof():
            writer.write(piece)
            taken += len(piece)
            await writer.drain()
            await asyncio.sleep(0)
    except ConnectionError:
        pass
    writer.close()
    return taken


async def test_a_head_without_end_is_cut_off() -> None:
    app = PlainTextResponse("here")
    server = uvicorn.Server(uvicorn.Config(app, http=Protocol, port=0, log_level="error", lifespan="off"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        assert not task.done()
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        for beginning, piece in (
            (b"GET / HTTP/1.1\r\n", LINE),
            (b"GET /", b"a" * 1_000),
            (b"GET / HTTP/1.1\r\na: ", b"b"),
        ):
            assert await sent(port, beginning, piece * (1_000 // len(piece) + 1)) < 90 * LONGEST_HEAD
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(3):
            body = b"x" * 200_000
            writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200")
        writer.close()
    finally:
        server.should_exit = True
        await task


def test_answers_do_not_wait_for_acknowledgements() -> None:
    with _listening("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
