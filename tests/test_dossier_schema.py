"""What is published about dossiers agrees with what is read: the JSON Schema and the page on how to write one."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from counterclaim.models import ROWS
from counterclaim_loaders import (
    MEDIA_TYPES,
    REMEDIES,
    SUFFIXES,
    Code,
    Format,
    RowError,
    SourcedRow,
    json_schema,
    read_text,
)

KEYS = {kind: [info.alias or name for name, info in model.model_fields.items()] for kind, model in ROWS.items()}

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
NOTES = {"$schema", "$defs", "title", "description", "default", "examples"}


def fits(schema: dict[str, Any], value: Any, root: dict[str, Any]) -> bool:
    """Whether a value satisfies a JSON Schema, by the keywords that ours uses."""
    return all(keyword in NOTES or _keeps(keyword, schema, value, root) for keyword in schema)


def _keeps(keyword: str, schema: dict[str, Any], value: Any, root: dict[str, Any]) -> bool:
    rule = schema[keyword]
    match keyword:
        case "$ref":
            return fits(root["$defs"][rule.removeprefix("#/$defs/")], value, root)
        case "type":
            return any(isinstance(value, TYPES[name]) for name in ([rule] if isinstance(rule, str) else rule))
        case "const":
            return bool(value == rule)
        case "enum":
            return value in rule
        case "anyOf":
            return any(fits(one, value, root) for one in rule)
        case "oneOf":
            return sum(fits(one, value, root) for one in rule) == 1
        case "required":
            return not isinstance(value, dict) or all(key in value for key in rule)
        case "additionalProperties":
            assert rule is False
            return not isinstance(value, dict) or set(value) <= set(schema["properties"])
        case "properties":
            inside = value.items() if isinstance(value, dict) else ()
            return all(fits(rule[key], inner, root) for key, inner in inside if key in rule)
        case "items":
            return not isinstance(value, list) or all(fits(rule, item, root) for item in value)
        case "minItems":
            return not isinstance(value, list) or len(value) >= rule
        case "maxLength":
            return not isinstance(value, str) or len(value) <= rule
        case "pattern":
            return not isinstance(value, str) or re.search(rule, value) is not None
        case "minimum" | "exclusiveMinimum":
            return not isinstance(value, int | float) or value > rule or (value == rule and keyword == "minimum")
        case "maximum":
            return not isinstance(value, int | float) or value <= rule
    raise AssertionError(f"the schema has a keyword unknown here: {keyword}")


EVERYTHING = """\
dossier: 1
documents:
  - {id: d, title: t, publisher: a, published: 2025-01-06, url: "https://a.b/c", language: en, file: d.txt}
actors: [{id: a, name: A, kind: state, aliases: B, part_of: b, reliability: F}]
places:
  - {id: 7, name: P, aliases: [Q, R], kind: town, part_of: 8, location: {latitude: 1, longitude: 2.5, precision: 3}}
events:
  - {id: e, name: E, time: 2024, part_of: f, located_at: [p, {place: q, extent: near, note: n}], involves: a}
  - {id: f, name: null, located_at: null, involves: [{actor: a, role: target}, a]}
statements:
  - {claimant: a, about: 7}
  - id: s
    claimant: [a, b]
    relayed_by: [c, {actor: d, cue: said, hop: 3}]
    about: e
    predicate: territory
    value: {party: a}
    polarity: denies
    certainty: possible
    time: 2025-01-05/..
    stated: 2025-01-06
    located_at: {place: p}
    text: words
    language: en
    in: [d, {document: d, start: 0, end: 1}]
    derived_from: d
    revises: [t]
    recorded: 2025-01-08T10:00:00Z
    retracted: 2025-01-09
"""


def as_editors_read(text: str) -> Any:
    """YAML 1.2, in which dates are text."""
    return YAML(typ="safe", pure=True).load(re.sub(r": (2025-[^,}\n]*)", r': "\1"', text))


def test_the_schema_takes_what_the_reader_takes_and_names_every_key() -> None:
    found = list(read_text("d", io.BytesIO(EVERYTHING.encode()), Format.YAML))
    rows = [item.row for item in found if isinstance(item, SourcedRow)]
    assert len(rows) == len(found) == 7
    given = {kind: {key for row in rows if row.kind_of_row == kind for key in row.canonical()} for kind in ROWS}
    assert given == {
        kind: {info.alias or name for name, info in model.model_fields.items()} for kind, model in ROWS.items()
    }

    schema = json_schema()
    assert fits(schema, as_editors_read(EVERYTHING), schema)
    line = schema["$defs"]["line"]
    for row in rows:
        assert fits(line, {"row": row.kind_of_row, **row.canonical()}, schema)
        assert not fits(line, row.canonical(), schema)
        assert not fits(line, {"row": row.kind_of_row, **row.canonical(), "more": 1}, schema)


@pytest.mark.parametrize(
    "wrong",
    [
        {"actors": []},
        {"dossier": 2},
        {"dossier": 1, "actor": []},
        {"dossier": 1, "actors": {}},
        {"dossier": 1, "actors": [{"id": "a", "kind": "tribe"}]},
        {"dossier": 1, "places": [{"id": "a", "location": {"latitude": 91, "longitude": 0}}]},
        {"dossier": 1, "statements": [{"claimant": ["a"]}]},
        {"dossier": 1, "statements": [{"claimant": ["a"], "about": "b", "in": [{"start": 1, "end": 2}]}]},
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(wrong: dict[str, Any]) -> None:
    schema = json_schema()
    assert not fits(schema, wrong, schema)
    assert any(
        isinstance(item, RowError) for item in read_text("d", io.BytesIO(json.dumps(wrong).encode()), Format.JSON)
    )


DOCS = (Path(__file__).parents[1] / "docs" / "dossier.md").read_text(encoding="utf-8")


def test_the_page_on_dossiers_names_every_key_code_and_format() -> None:
    for kind, model in ROWS.items():
        section = DOCS.split(f"\n### {kind}\n")[1].split("\n#")[0]
        keys = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        assert keys == KEYS[kind]
        required = re.findall(r"^\| `(\w+)` \| \*required\*", section, re.MULTILINE)
        assert required == [name for name, info in model.model_fields.items() if info.is_required()]
    codes = DOCS.split("\n## Errors\n")[1]
    assert re.findall(r"^\| `([\w-]+)` \|", codes, re.MULTILINE) == [str(code) for code in Code] == list(REMEDIES)
    formats = DOCS.split("\n## Formats\n")[1]
    assert [name for name in [*SUFFIXES, *MEDIA_TYPES] if f"`{name}`" not in formats] == []


def test_the_page_on_dossiers_begins_with_one_that_is_valid() -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)
    found = list(read_text("d", io.BytesIO(example.encode()), Format.YAML))
    assert [str(item) for item in found if isinstance(item, RowError)] == []
    assert len(found) == 6
    assert fits(json_schema(), as_editors_read(example), json_schema())
