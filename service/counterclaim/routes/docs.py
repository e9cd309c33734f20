"""The description of the service as a page: the same as its OpenAPI document, without a script and without the web."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from typing import Any

from fastapi import APIRouter, Request, Response

from counterclaim.description import examples

router = APIRouter(include_in_schema=False)

PATH = "/docs"

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
h2 { margin-top: 3rem; border-bottom: 1px solid #ccc; } h3 { margin-bottom: 0; } code, pre { font-size: .875rem; }
h3 code { background: #eef; padding: .1rem .4rem; } p { margin: .3rem 0; white-space: pre-line; }
table { border-collapse: collapse; margin: .5rem 0; } td { padding: .1rem 1rem .1rem 0; vertical-align: top; }
pre { background: #f5f5f5; padding: 1rem; overflow: auto; max-height: 30rem; } summary { cursor: pointer; }
"""
POLICY = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"


@router.get(PATH)
async def docs(request: Request) -> Response:
    """Every route with its parameters, and a real question with its answer."""
    page = "".join(_page(request.app.openapi()))
    return Response(page, headers={"Content-Security-Policy": POLICY}, media_type="text/html; charset=utf-8")


def _page(document: dict[str, Any]) -> Iterator[str]:
    about = document["info"]
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield f"<title>{escape(about['title'])}</title><style>{STYLE}</style></head><body>"
    yield f"<h1>{escape(about['title'])} {escape(about['version'])}</h1><p>{escape(about['summary'])}.</p>"
    yield f"<p>{escape(about['description'])}</p>"
    yield '<p>The same for programs: <a href="/openapi.json">/openapi.json</a>.</p>'
    for tag in document["tags"]:
        yield f"<h2>{escape(tag['name'])}</h2><p>{escape(tag['description'])}</p>"
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                if tag["name"] in operation["tags"]:
                    yield from _operation(f"{method.upper()} {path}", operation)
    yield "</body></html>"


def _operation(name: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f"<h3><code>{escape(name)}</code> {escape(operation['summary'])}</h3>"
    yield f"<p>{escape(operation['description'])}</p>"
    if parameters := operation.get("parameters"):
        yield "<table>"
        for parameter in parameters:
            needed = " (required)" if parameter.get("required") else ""
            yield f"<tr><td><code>{escape(parameter['name'])}</code>{needed}</td>"
            yield f"<td>{escape(parameter['description'])}</td></tr>"
        yield "</table>"
    if example := examples().get(name):
        question = f"<code>{escape(example['question'])}</code>"
        if name.startswith("GET"):
            question = f'<a href="{escape(example["question"])}">{question}</a>'
        answer = json.dumps(example["answer"], ensure_ascii=False, indent=2)
        yield f"<details><summary>{question}</summary>"
        yield f"<pre>{escape(answer)}</pre></details>"
