"""The keys that each kind of row has, read from the models: for CSV columns and for advice on unknown keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel, JsonValue
from pydantic.fields import FieldInfo

from counterclaim.models import ROWS, Part


class Shape(StrEnum):
    """What a field holds: one scalar, a list of them, an object, a list of objects, or any JSON."""

    SCALAR = "scalar"
    LIST = "list"
    OBJECT = "object"
    OBJECTS = "objects"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class RowField:
    """One key of a row; `keys` are those of its objects, in the order of the model."""

    name: str
    shape: Shape
    required: bool
    keys: tuple[str, ...] = ()


@cache
def row_fields(kind: str) -> dict[str, RowField]:
    """Return the fields of a kind of row by the names that users write."""
    fields = (_row_field(name, info) for name, info in ROWS[kind].model_fields.items())
    return {field.name: field for field in fields}


def known_keys(kind: str, path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys that the object at a path of a row may have."""
    if not path:
        return tuple(row_fields(kind))
    field = row_fields(kind).get(str(path[0]))
    return field.keys if field else ()


def _row_field(name: str, info: FieldInfo) -> RowField:
    part = _part(info.annotation)
    listed = _is_list(info.annotation)
    annotation: Any = info.annotation
    if annotation is JsonValue:
        shape = Shape.JSON
    elif part:
        shape = Shape.OBJECTS if listed else Shape.OBJECT
    else:
        shape = Shape.LIST if listed else Shape.SCALAR
    return RowField(info.alias or name, shape, info.is_required(), tuple(part.model_fields) if part else ())


def _part(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((part for inner in get_args(annotation) if (part := _part(inner))), None)


def _is_list(annotation: Any) -> bool:
    return annotation is list or get_origin(annotation) is list
