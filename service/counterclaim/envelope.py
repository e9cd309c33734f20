"""What surrounds every answer: its id, its line in the log, the host it was meant for, headers for browsers.

And the last resort, when something went wrong that should not have.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Container
from http import HTTPMethod, HTTPStatus
from ipaddress import ip_address
from socket import getaddrinfo
from time import monotonic
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim import metrics, request_id
from counterclaim.problems import Misdirected, problem, problem_of

SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,100}")

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = "default-src 'none'; frame-ancestors 'none'"
"""Content-Security-Policy, where an answer brings none of its own: there is nothing in JSON to run or load."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})

OTHER = "other"
"""Stands for a path or a method that the service does not have: those that are made up are without number."""

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
        given = Headers(scope=scope).get("x-request-id", "")
        id = given if SANE_ID.fullmatch(given) else uuid4().hex
        scope.setdefault("state", {})["request_id"] = id
        status, start = HTTPStatus.INTERNAL_SERVER_ERROR.value, monotonic()

        async def wrapped(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _complete(MutableHeaders(scope=message), id)
            await send(message)

        token = request_id.current.set(id)
        try:
            await self._answer(scope, receive, wrapped)
        finally:
            _note(scope, status, monotonic() - start)
            request_id.current.reset(token)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = HTTPConnection(scope)
        if self.hosts is not None and _name(request.headers.get("host", "")) not in self.hosts:
            remedy = "Use the address that the service announces, or add the name to COUNTERCLAIM_ALLOWED_HOSTS."
            answer = problem_of(request, Misdirected("The service has no such name.", remedy=remedy))
            await answer(scope, receive, send)
            return
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noticed)
        except Exception:
            log.exception("request %s failed: %s %s", request_id.current.get(), scope["method"], scope["path"])
            if begun:
                raise
            detail = "Something went wrong that should not have; the log tells more under this request id."
            answer = problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "internal", detail)
            await answer(scope, receive, send)


def _note(scope: Scope, status: int, seconds: float) -> None:
    """Log and measure a request, without what was asked: its path by the route's template, no query, no header."""
    method = scope["method"] if scope["method"] in HTTPMethod.__members__ else OTHER
    route = _template(scope)
    metrics.REQUESTS.labels(method, route, status).observe(seconds)
    log.info("request", extra={"method": method, "route": route, "status": status, "seconds": round(seconds, 4)})


def _template(scope: Scope) -> str:
    """The route as it is documented: what its router was mounted under stands in the path alone."""
    if (route := scope.get("route")) is None:
        return OTHER
    template: str = route.path
    before = scope["path"].split("/")[: -template.count("/")]
    return "/".join(before) + template


def _complete(headers: MutableHeaders, id: str) -> None:
    headers["X-Request-ID"] = id
    for name, value in SECURITY.items():
        headers[name] = value
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("Cache-Control", "no-store")


def _name(host: str) -> str:
    """The host without its port."""
    return (host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]).lower()


def allowed_hosts(host: str, given: str | None = None) -> frozenset[str] | None:
    """The names of a service that listens on an address: those given, parted by commas; else, on loopback, its own.

    None stands for any. The names of loopback are always among them, since no page elsewhere can have them.
    """
    if given is not None:
        return LOOPBACK | {name for one in given.split(",") if (name := one.strip().lower())}
    return LOOPBACK | {host.lower(), f"[{host.lower()}]"} if is_loopback(host) else None


def is_loopback(host: str) -> bool:
    """Whether an address or name to listen on is reached from this machine alone."""
    try:
        found = {address[0] for *_, address in getaddrinfo(host, None)}
    except OSError:
        return False
    return all(_is_loopback(str(one)) for one in found)


def _is_loopback(text: str) -> bool:
    address = ip_address(text)
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
