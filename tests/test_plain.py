"""Values of the database as JSON."""

from __future__ import annotations

import json
import math
from base64 import b64decode
from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j.spatial import CartesianPoint, WGS84Point
from neo4j.time import Date, DateTime, Duration, Time
from neo4j.vector import Vector

from counterclaim.graph.plain import plain

SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text() | st.binary()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


def same(value: Any, form: Any) -> bool:
    """Whether a form says all that the value does."""
    match value:
        case bytes():
            return b64decode(form) == value
        case float() if not math.isfinite(value):
            return isinstance(form, str) and (math.isnan(value) or float(form) == value)
        case list():
            return len(value) == len(form) and all(map(same, value, form))
        case dict():
            return value.keys() == form.keys() and all(same(value[key], form[key]) for key in value)
    return type(value) is type(form) and bool(value == form)


@given(VALUES)
def test_any_value_has_a_form_in_strict_json_that_says_the_same(value: Any) -> None:
    assert same(value, json.loads(json.dumps(plain(value), allow_nan=False, ensure_ascii=False)))


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (math.nan, "NaN"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (2**63 - 1, 9223372036854775807),
        (Date(2025, 1, 5), "2025-01-05"),
        (Time(10, 0, 0, tzinfo=UTC), "10:00:00.000000000+00:00"),
        (DateTime(2025, 1, 5, 10, 0, 0, 5), "2025-01-05T10:00:00.000000005"),
        (
            DateTime(2025, 1, 5, 10, 0, 0, tzinfo=timezone(timedelta(hours=3))),
            "2025-01-05T10:00:00.000000000+03:00",
        ),
        (Duration(months=14, days=3, seconds=4), "P1Y2M3DT4S"),
        (CartesianPoint((1.0, 2.0)), {"srid": 7203, "x": 1.0, "y": 2.0}),
        (WGS84Point((35.5, 51.5, 3.0)), {"srid": 4979, "x": 35.5, "y": 51.5, "z": 3.0}),
        (CartesianPoint((math.inf, 0.0)), {"srid": 7203, "x": "Infinity", "y": 0.0}),
        (Vector([1.0, 2.5], "f64"), [1.0, 2.5]),
        (bytearray(b"\x00\xff"), "AP8="),
        ({"a": (1, [Date(2025, 1, 5)])}, {"a": [1, ["2025-01-05"]]}),
    ],
)
def test_a_value_has_its_documented_form(value: Any, form: Any) -> None:
    assert plain(value) == form
