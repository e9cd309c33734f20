"""What Neo4j Browser fetches: style sheet, guide and saved queries, open to pages of every origin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from importlib import resources

from fastapi import APIRouter, HTTPException, Request, Response

from counterclaim_cypher import saved_queries_zip

router = APIRouter(prefix="/browser", include_in_schema=False)

QUERIES = "queries.zip"
MEDIA_TYPES = {
    "counterclaim.grass": "text/plain; charset=utf-8",
    "guide.md": "text/markdown; charset=utf-8",
    "guide.html": "text/html; charset=utf-8",
    QUERIES: "application/zip",
}
CROSS_ORIGIN = {"Access-Control-Allow-Origin": "*"}
# Browser adds headers of its own, such as pragma, cache-control and sentry-trace, and not the same ones each time.
PREFLIGHT = CROSS_ORIGIN | {
    "Access-Control-Allow-Methods": "GET",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "600",
}
POLICY = "default-src 'none'; img-src data:; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent; `tag` changes with its content."""

    content: bytes
    media_type: str
    tag: str


@cache
def _asset(name: str) -> Asset:
    if name == QUERIES:
        content = saved_queries_zip()
    else:
        content = resources.files("counterclaim_cypher").joinpath("browser", name).read_bytes()
    return Asset(content, MEDIA_TYPES[name], f'"{sha256(content).hexdigest()[:32]}"')


@router.get("/{name}")
async def asset(request: Request, name: str) -> Response:
    """One of the files, or 304 where the asker has it already."""
    found = _asset(_known(name))
    headers = CROSS_ORIGIN | {"ETag": found.tag, "Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(found.content, headers=headers, media_type=found.media_type)


@router.options("/{name}")
async def preflight(name: str) -> Response:
    """What a web page may ask of a file."""
    _known(name)
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)


def _known(name: str) -> str:
    if name not in MEDIA_TYPES:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return name
