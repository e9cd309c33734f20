"""What the plan of a statement, as a database explains it, does beyond reading the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

PROCEDURES = frozenset(
    {
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
        "db.index.vector.queryNodes",
        "db.index.vector.queryRelationships",
        "db.labels",
        "db.propertyKeys",
        "db.relationshipTypes",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.schema.visualization",
    }
)
"""Procedures that read the graph or its schema, and nothing of the database's host."""

READING = re.compile(
    r"""
    \w*(Scan | Seek | SeekByRange | FromCountStore | Expand | ShortestPath)  # fetches nodes and edges
    | Repeat | ProjectEndpoints | AssertSame(Node | Relationship) | Triadic(Build | Filter | Selection)
    | (Let)? (SelectOr)? (Anti)? (Semi)? Apply | RollUpApply | CartesianProduct | \w*HashJoin | (Ordered)? Union
    | Optional | Argument | ArgumentTracker | (Partitioned)? Unwind | EmptyRow | NullifyMetadata
    | Filter | Projection | CacheProperties | (Ordered | Eager)? (Aggregation | Distinct) | Eager
    | (Partial)? (Sort | Top) | Skip | (Exhaustive)? Limit | ProduceResults | EmptyResult
    """,
    re.VERBOSE,
)
"""The operators of Neo4j's plans that read. Any other is refused, so that a new one is looked at first."""

NAMESPACES = frozenset(
    "date datetime duration localdatetime localtime point time vector.similarity".split()  # noqa: SIM905
)
"""Of the functions that the database brings along; those of plugins may do anything, also run other statements."""

FUNCTIONS = re.compile(r"([^\W\d]\w*(?:\.\w+)*)\.\w+\(")
"""A function in a namespace, in the details of an operator."""

CALLS = re.compile(r"^\s*\+ CALL ([^\s({]+)\(", re.MULTILINE)
"""A procedure in a plan of the embedded engine, which is told in words."""


def beyond_reading(plan: Mapping[str, Any] | None, query_type: str | None) -> str | None:
    """What it is, in words; a plan has `operatorType`, `args` and `children`, and a statement without one no query."""
    if plan is None:
        return "it is a command, not a query"
    if plan["operatorType"] == "ArcadeDB.OpenCypher.Plan":
        calls = CALLS.findall(plan["args"]["string-representation"])
        return next((f"it calls {name}" for name in calls if name not in PROCEDURES), None)
    for operator, details in _operators(plan):
        if operator == "ProcedureCall":
            name = details.partition("(")[0]
            if name not in PROCEDURES:
                return f"it calls {name}"
        elif not READING.fullmatch(operator):
            return f"its plan has {operator}"
        for function in FUNCTIONS.finditer(details.replace("`", "")):
            if function[1] not in NAMESPACES and (name := function[0][:-1]) not in PROCEDURES:
                return f"it calls {name}"
    return None if query_type == "r" else "it writes"


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each operator without its variant and its database, `Expand(All)@neo4j` as Expand, and its details."""
    yield re.split(r"[@(]", plan["operatorType"])[0], str(plan["args"].get("Details", ""))
    for child in plan.get("children", ()):
        yield from _operators(child)
