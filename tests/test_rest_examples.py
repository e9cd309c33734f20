"""The description of the service, and the real answers that it shows as examples.

`WRITE_EXAMPLES=1` writes the answers anew, after a change that is meant.
"""

from __future__ import annotations

import html
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest
from pydantic import BaseModel, TypeAdapter

import counterclaim
from counterclaim import answers
from counterclaim.answers import Answer
from counterclaim.app import create_app
from counterclaim.description import examples
from counterclaim.loading.load import Report
from counterclaim.settings import Settings

FILE = Path(counterclaim.__file__).parent / "routes" / "examples.json"

QUESTIONS = {
    "GET /v1/disputes": "/v1/disputes?about=Berdin&within=true&as_of=2025-01-06",
    "GET /v1/disputes/{id}": "/v1/disputes/berdin~territory",
    "GET /v1/compare": "/v1/compare?a=isw-berdin-presence&b=mod-berdin-outskirts&as_of=2025-01-06",
    "GET /v1/statements": "/v1/statements?about=Berdin&claimant=ISW",
    "GET /v1/statements/{id}": "/v1/statements/sources-berdin-assaults",
    "GET /v1/timeline": "/v1/timeline?about=Berdin&limit=2",
    "GET /v1/events": "/v1/events?about=Kursk+oblast&limit=2",
    "GET /v1/events/{id}": "/v1/events/berdin-entry",
    "GET /v1/events/{id}/before": "/v1/events/kursk-push/before?limit=2",
    "GET /v1/events/{id}/after": "/v1/events/kursk-incursion/after?limit=2",
    "GET /v1/order": "/v1/order?a=kursk-incursion&b=kursk-ground-loss",
    "GET /v1/places": "/v1/places?within=Kursk+oblast&kind=village&limit=2",
    "GET /v1/places/{id}": "/v1/places/Berdin",
    "GET /v1/actors": "/v1/actors?kind=organization&limit=2",
    "GET /v1/actors/{id}": "/v1/actors/Sever",
    "GET /v1/documents": "/v1/documents?publisher=TWZ",
    "GET /v1/documents/{id}": "/v1/documents/footage-berdin",
    "GET /v1/search": "/v1/search?q=%D0%9A%D1%83%D1%80%D0%B0%D1%85%D0%BE%D0%B2%D0%B5",
    "GET /healthz": "/healthz",
    "GET /readyz": "/readyz",
}
"""A question for each route, by method and path, whose answer is its example."""

STATEMENTS = {
    "POST /v1/cypher": {
        "statement": "MATCH (a:Actor)-[:CLAIMS]->(s:Statement)-[:ABOUT]->(:Place {id: $place}) "
        "RETURN a.name AS claims, s.text AS text ORDER BY s.id LIMIT 2",
        "parameters": {"place": "berdin"},
    }
}
"""The same for a route that is asked in its body."""

MEASURES = "GET /metrics"
"""Answers text for Prometheus, which changes with every request."""

RECORDED = "2025-01-08T10:00:00Z"
"""Stands in the examples for the time of loading."""
FULL_TEXT = {"method": "fulltext", "score": 0.4}
"""Stands in the examples for the method of search, which is the engine's."""


async def real(client: httpx.AsyncClient, question: str) -> Any:
    """The answer to a question, without what comes from the engine and the time of asking or loading."""
    answer = await client.get(question)
    assert answer.status_code == 200, answer.text
    return _timeless(answer.json())


def _timeless(content: Any) -> Any:
    if isinstance(content, list):
        return [_timeless(one) for one in content]
    if not isinstance(content, dict):
        return content
    fixed = {"recorded": RECORDED, **FULL_TEXT}
    if "both" in content:
        fixed["as_of"] = "2025-01-09"
    return {key: fixed.get(key, _timeless(value)) for key, value in content.items()}


async def test_the_examples_are_real_answers(client: httpx.AsyncClient) -> None:
    found = {
        route: {"question": question, "answer": await real(client, question)} for route, question in QUESTIONS.items()
    }
    for route, body in STATEMENTS.items():
        answer = await client.post(route.partition(" ")[2], json=body)
        found[route] = {"question": json.dumps(body), "answer": answer.json()}
    if os.environ.get("WRITE_EXAMPLES"):
        FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        examples.cache_clear()
    assert examples() == found


@cache
def document() -> dict[str, Any]:
    found: dict[str, Any] = create_app(Settings()).openapi()
    return found


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_every_route_is_described_with_its_problems_and_an_example() -> None:
    routes = dict(operations())
    assert set(routes) == {*QUESTIONS, *STATEMENTS, "POST /v1/loads", "GET /v1/loads/{id}", MEASURES}
    for name, operation in routes.items():
        assert operation["summary"], name
        assert operation["description"], name
        for parameter in operation.get("parameters", ()):
            assert parameter["description"], (name, parameter["name"])
        form = "text/plain" if name == MEASURES else "application/json"
        answer = operation["responses"]["200"]["content"][form]
        assert answer["schema"], name
        assert ("examples" in answer) is (name in QUESTIONS | STATEMENTS), name
        for status, response in operation["responses"].items():
            if status != "200":
                assert list(response["content"]) == ["application/problem+json"], (name, status)
        if "/v1" in name:
            assert {"406", "422", "503", "504"} <= set(operation["responses"]), name


async def test_the_page_has_every_route_and_runs_nothing(client: httpx.AsyncClient) -> None:
    page = await client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src" not in page.headers["content-security-policy"]
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in page.text
    for name, operation in operations():
        assert f"<code>{html.escape(name)}</code>" in page.text
        assert html.escape(operation["summary"]) in page.text
    for question in QUESTIONS.values():
        assert f'href="{html.escape(question)}"' in page.text


def test_lists_are_described_as_lines_too() -> None:
    for name, operation in operations():
        lists = any(parameter["name"] == "cursor" for parameter in operation.get("parameters", ()))
        lines = "application/x-ndjson" in operation["responses"]["200"]["content"]
        assert lines is (lists or name in STATEMENTS), name


def test_the_examples_fit_their_schemas() -> None:
    for name, operation in operations():
        answer = operation["responses"]["200"]["content"].get("application/json", {})
        for example in answer.get("examples", {}).values():
            model = answer["schema"]["$ref"].rpartition("/")[2]
            assert set(document()["components"]["schemas"][model]["properties"]) == set(example["value"]), name


async def test_the_examples_of_parameters_can_be_asked(client: httpx.AsyncClient) -> None:
    for name, operation in operations():
        if name.startswith("POST") or "loads" in name:
            continue
        given, path = {}, name.partition(" ")[2]
        for parameter in operation.get("parameters", ()):
            schema = parameter["schema"]
            for example in schema.get("examples") or parameter.get("examples") or []:
                value = ",".join(map(str, example)) if isinstance(example, list) else str(example).lower()
                value = example if isinstance(example, str) else value
                if parameter["in"] == "path":
                    path = path.replace(f"{{{parameter['name']}}}", value)
                else:
                    given[parameter["name"]] = value
        assert "{" not in path, "a path without an example"
        answer = await client.get(path, params=given)
        assert answer.status_code == 200, (name, given, answer.text)


def described_models() -> list[type[BaseModel]]:
    return [*(getattr(answers, name) for name in answers.__all__), Report]


@pytest.mark.parametrize("model", described_models(), ids=lambda model: model.__name__)
def test_every_field_of_an_answer_is_described(model: Any) -> None:
    if isinstance(model, type) and issubclass(model, BaseModel):
        for name, field in model.model_fields.items():
            assert field.description, name


def _models(annotation: Any) -> Iterator[type[Answer]]:
    """The models of answers within a type."""
    if isinstance(annotation, type) and issubclass(annotation, Answer):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _pieces(model: Answer) -> Iterator[Answer]:
    """An answer and all answers within it."""
    yield model
    for name in type(model).model_fields:
        value = getattr(model, name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Answer):
                yield from _pieces(one)


async def test_the_examples_of_fields_are_values_of_real_answers(client: httpx.AsyncClient) -> None:
    shapes = {name: operation["responses"]["200"] for name, operation in operations()}
    by_title = {model.__name__: model for model in described_models() if isinstance(model, type)}
    seen: dict[tuple[type[Answer], str], list[Any]] = {}
    asked = [*QUESTIONS.items(), *[(name, path) for name, path in MORE]]
    for name, question in asked:
        title = shapes[name]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        if title == "Health":
            continue
        page: Any = answers.Page
        model: Any = by_title.get(title) or page[by_title[title.removeprefix("Page_").rstrip("_")]]
        for piece in _pieces(TypeAdapter(model).validate_python(await real(client, question))):
            plain = piece.model_dump(mode="json")
            for kind in type(piece).__mro__:
                for field in kind.__dict__.get("__annotations__", {}):
                    if issubclass(kind, Answer) and field in kind.model_fields:
                        name = kind.model_fields[field].alias or field
                        seen.setdefault((kind, field), []).append(plain[name])
    untrue = [
        f"{kind.__name__}.{field}: {example}"
        for (kind, field), values in seen.items()
        for example in kind.model_fields[field].examples or ()
        if example not in values
    ]
    assert len(seen) > 100
    assert not untrue, "\n".join(untrue)


MORE = [
    ("GET /v1/statements", "/v1/statements?limit=500"),
    ("GET /v1/disputes/{id}", "/v1/disputes/kursk-push~outcome"),
    ("GET /v1/events/{id}", "/v1/events/kursk-push"),
    ("GET /v1/documents/{id}", "/v1/documents/twz-2025-01-06"),
    ("GET /v1/actors/{id}", "/v1/actors/ISW"),
    ("GET /v1/search", "/v1/search?q=berdin"),
    ("GET /v1/order", "/v1/order?a=kursk-incursion&b=kursk-push"),
    ("GET /v1/compare", "/v1/compare?a=isw-berdin-presence&b=mod-berdin-outskirts"),
    ("GET /v1/timeline", "/v1/timeline?about=Berdin"),
]
"""More questions whose answers examples of fields are taken from."""
