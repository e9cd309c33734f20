"""The JSON Schema of a dossier, made from the models, for editors and for programs that write dossiers."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from counterclaim.models import ROWS
from counterclaim_loaders.tree import SECTIONS, VERSION

Schema = dict[str, Any]


def json_schema() -> Schema:
    """Return the schema (draft 2020-12) of a whole dossier; that of one row of JSON Lines is its `$defs/line`.

    Of what the reader takes it refuses only a number in quotes, and a statement's `id: null`. Ids, times and the values
    of predicates are checked by the reader alone.
    """
    names, made = models_json_schema([(model, "validation") for model in ROWS.values()], ref_template="#/$defs/{model}")
    definitions: dict[str, Schema] = made["$defs"]
    rows = {kind: names[model, "validation"] for kind, model in ROWS.items()}
    lines = [_line(kind, definitions[row["$ref"].rsplit("/", 1)[1]]) for kind, row in rows.items()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "counterclaim dossier",
        "type": "object",
        "properties": {
            "dossier": {"const": VERSION, "description": "Version of the format"},
            **{section: {"type": ["array", "null"], "items": rows[kind]} for section, kind in SECTIONS.items()},
        },
        "required": ["dossier"],
        "additionalProperties": False,
        "$defs": {**definitions, "line": {"description": "One row of JSON Lines", "oneOf": lines}},
    }


def _line(kind: str, row: Schema) -> Schema:
    """Return the schema of a row that says its kind."""
    properties = {"row": {"const": kind, "description": "What kind of row it is"}, **row["properties"]}
    return {**row, "properties": properties, "required": ["row", *row["required"]]}
