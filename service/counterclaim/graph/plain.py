"""The values that a database answers with, as JSON has them."""

from __future__ import annotations

import math
from base64 import b64encode
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time
from neo4j.vector import Vector
from pydantic import JsonValue

NOT_NUMBERS = {math.inf: "Infinity", -math.inf: "-Infinity"}


def plain(value: Any) -> JsonValue:
    """The value as JSON has it.

    Times and durations become ISO 8601, bytes base64, and what JSON has no number for a string: NaN, Infinity,
    -Infinity. Integers keep all their 64 bits.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else NOT_NUMBERS.get(value, "NaN")
        case Node():
            return {"element_id": value.element_id, "labels": [*sorted(value.labels)], "properties": _properties(value)}
        case Relationship():
            return _edge(value)
        case Path():
            return {
                "nodes": [plain(node) for node in value.nodes],
                "edges": [plain(edge) for edge in value.relationships],
            }
        case Date() | DateTime() | Duration() | Time():
            return value.iso_format()
        case Point():
            return {"srid": value.srid, **{axis: plain(at) for axis, at in zip("xyz", value, strict=False)}}
        case bytes() | bytearray():
            return b64encode(value).decode()
        case Vector():
            return plain(value.to_native())
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
    return str(value)


def _edge(edge: Relationship) -> JsonValue:
    start, end = (node.element_id if node else None for node in (edge.start_node, edge.end_node))
    return {
        "element_id": edge.element_id,
        "type": edge.type,
        "from": start,
        "to": end,
        "properties": _properties(edge),
    }


def _properties(entity: Node | Relationship) -> dict[str, JsonValue]:
    return {key: plain(item) for key, item in entity.items()}
