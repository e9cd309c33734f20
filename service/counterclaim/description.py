"""The description of the service (OpenAPI), with what the framework does not see by itself.

Every problem is problem+json, lists can also be had as lines of JSON, and the examples are real answers about the Kursk
dossier, kept in examples.json and compared with the service by a test.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from counterclaim.problems import MEDIA_TYPE, Problem
from counterclaim.routes.replies import JSON, LINES
from counterclaim_loaders import MEDIA_TYPES

DESCRIPTION = """\
Which sources say what about a place, event or actor, who disagrees with whom about it and since when, on what evidence,
what came before what, and what was known on a given day.

- Wherever a thing is named, its id, its name or one of its aliases will do. A name that fits several things is answered
  with 409 and the candidates.
- Times are EDTF (`2025-01-05`, `2025-01`, `2024-08~`) or ISO instants with zone. `as_of` asks as known at the end of a
  day; left out, now.
- Lists have `items`, `next` and `complete`. Send `next` as `cursor` for the next page; `complete` is false while a load
  is under way that may still change the list. With `Accept: application/x-ndjson` the items come one a line, and the
  next page stands in the `Link` header.
- Where the service knows the address of Neo4j Browser, the `Link` header also leads to the Cypher that draws the answer
  there, as `alternate`.
- Errors are problem+json (RFC 9457) with a stable `code`. An unknown parameter is an error.
"""

TAGS = [
    {"name": "disputes", "description": "Who disagrees, about what, and why that is so."},
    {"name": "statements", "description": "Who says what, in order of time, and where it stands."},
    {"name": "events", "description": "What happened, and what came before what."},
    {"name": "things", "description": "Places, actors and documents, and what is known of each."},
    {"name": "cypher", "description": "Questions of your own."},
    {"name": "loads", "description": "Loading dossiers."},
    {"name": "operations", "description": "Whether the service runs."},
]


@cache
def examples() -> dict[str, dict[str, Any]]:
    """A question and its answer for each route, by method and path."""
    text = resources.files("counterclaim.routes").joinpath("examples.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)
    return found


def described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            description=app.description,
            routes=app.routes,
            tags=app.openapi_tags,
        )
        _add_problem(document)
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                _complete(f"{method.upper()} {path}", operation)
        app.openapi_schema = document
    return app.openapi_schema


def _add_problem(document: dict[str, Any]) -> None:
    _, schemas = models_json_schema([(Problem, "serialization")], ref_template="#/components/schemas/{model}")
    document["components"]["schemas"] |= schemas["$defs"]


def _complete(name: str, operation: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            response["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    answer = operation["responses"]["200"]
    answer["description"] = "The answer"
    answer["headers"] = {
        "X-Request-ID": {"description": "The id of the request, as sent or made up", "schema": {"type": "string"}}
    }
    if JSON not in answer["content"]:
        return
    content = answer["content"][JSON]
    if example := examples().get(name):
        content["examples"] = {"kursk": {"summary": example["question"], "value": example["answer"]}}
    if "Page" in content["schema"].get("$ref", ""):
        _add_lines(answer, content["schema"])
    if name == "POST /v1/loads":
        operation["requestBody"] = _dossier()


def _add_lines(answer: dict[str, Any], schema: dict[str, Any]) -> None:
    """A list can be had as lines of JSON."""
    answer["content"][LINES] = {"schema": {"type": "string", "description": "The `items`, one a line"}}
    answer["headers"] |= {
        "Link": {"description": "The next page, where there is one", "schema": {"type": "string"}},
        "Complete": {"description": "`complete` of the list", "schema": {"type": "string", "enum": ["true", "false"]}},
    }


def _dossier() -> dict[str, Any]:
    """The body of a load: the formats, each with a small example."""
    actor = '{"row": "actor", "id": "isw", "name": "Institute for the Study of War", "kind": "organization"}'
    forms = {
        "yaml": "dossier: 1\nactors:\n  - {id: isw, name: Institute for the Study of War, kind: organization}\n",
        "json": {"dossier": 1, "actors": [{"id": "isw", "name": "Institute for the Study of War"}]},
        "jsonl": f"{actor}\n",
    }
    content = {
        media: {"schema": {"type": "object" if format == "json" else "string"}, "example": forms[format]}
        for media, format in MEDIA_TYPES.items()
    }
    return {"required": True, "description": "A dossier, of `upload_limit` bytes at most", "content": content}
