"""What surrounds every answer: the request's id, the host it was meant for, headers for browsers, the last resort."""

from __future__ import annotations

import logging
import re
from collections.abc import Container
from http import HTTPStatus
from ipaddress import ip_address
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.problems import Misdirected, problem, problem_of

SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,100}")

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = "default-src 'none'; frame-ancestors 'none'"
"""Content-Security-Policy, where an answer brings none of its own: there is nothing in JSON to run or load."""

log = logging.getLogger("counterclaim")


class Envelope:
    """ASGI middleware around the whole service.

    `hosts`: names by which requests may come, or None for any; a page elsewhere that has its name point here
    (DNS rebinding) is refused.
    """

    def __init__(self, app: ASGIApp, hosts: Container[str] | None) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if SANE_ID.fullmatch(given) else uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        begun = False

        async def wrapped(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _complete(MutableHeaders(scope=message), request_id)
            await send(message)

        request = HTTPConnection(scope)
        if self.hosts is not None and _name(headers.get("host", "")) not in self.hosts:
            remedy = "Use the address that the service announces, or set COUNTERCLAIM_HOST."
            await problem_of(request, Misdirected("The service has no such name.", remedy=remedy))(
                scope, receive, wrapped
            )
            return
        try:
            await self.app(scope, receive, wrapped)
        except Exception:
            log.exception("request %s failed: %s %s", request_id, scope["method"], scope["path"])
            if begun:
                raise
            detail = "Something went wrong that should not have; the log tells more under this request id."
            answer = problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "internal", detail)
            await answer(scope, receive, wrapped)


def _complete(headers: MutableHeaders, request_id: str) -> None:
    headers["X-Request-ID"] = request_id
    for name, value in SECURITY.items():
        headers[name] = value
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("Cache-Control", "no-store")


def _name(host: str) -> str:
    """The host without its port."""
    return (host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]).lower()


def allowed_hosts(host: str) -> Container[str] | None:
    """The names of a service that listens on an address: if that is loopback, only its own, else any."""
    try:
        loopback = ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    return {"localhost", "127.0.0.1", "[::1]", host.lower(), f"[{host.lower()}]"} if loopback else None
