"""Turns what the models found wrong with a row into row errors that teach."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from counterclaim.errors import InvalidTime
from counterclaim.models import ID_PATTERN
from counterclaim_loaders.row_errors import Code, Origin, RowError
from counterclaim_loaders.row_fields import known_keys, nearest

FieldPath = tuple[str | int, ...]
Locate = Callable[[FieldPath], tuple[int | None, str | None]]
"""Finds the line and the written name of the field at a path."""

_QUOTED = re.compile(r"'([^']*)'")

# What is wrong, by pydantic's type of error; the fields are those of its context.
_REASONS = {
    "enum": "is none of {expected}",
    "literal_error": "is none of {expected}",
    "string_pattern_mismatch": "is not written as it should be",
    "string_too_long": "is longer than {max_length} characters",
    "too_long": "is longer than {max_length} characters",
    "string_type": "is not a text",
    "list_type": "is not a list",
    "model_type": "is not an object",
    "int_parsing": "is not a whole number",
    "int_parsing_size": "is too large a number",
    "int_type": "is not a whole number",
    "int_from_float": "is not a whole number",
    "float_parsing": "is not a number",
    "float_type": "is not a number",
    "finite_number": "is not a finite number",
    "greater_than": "is not more than {gt:.16g}",
    "greater_than_equal": "is not {ge:.16g} or more",
    "less_than_equal": "is not {le:.16g} or less",
    "value_error": "{error}",
}


def explain(found: ValidationError, kind: str, origin: Origin, locate: Locate | None = None) -> Iterator[RowError]:
    """Yield one row error for each problem that the models found in a row."""
    for problem in found.errors(include_url=False):
        path = problem["loc"]
        line, field = locate(path) if locate else (None, dotted(path))
        code, message, remedy = _judge(problem, kind)
        cell = None if problem["type"] == "missing" else problem["input"]
        yield origin.error(code, message, remedy=remedy, line=line, field=field, cell=cell)


def dotted(path: FieldPath) -> str | None:
    return ".".join(map(str, path)) or None


def unknown_key(key: str, owner: str, known: tuple[str, ...]) -> tuple[str, str]:
    """Return the message and the remedy for a key that its owner does not have."""
    likely = nearest(key, known)
    advice = f"Did you mean {likely}?" if likely else f"It may have {', '.join(known)}."
    return f"{owner} has no key {key!r}.", advice


def _judge(problem: ErrorDetails, kind: str) -> tuple[Code, str, str | None]:
    """Return code, message and remedy; a remedy of None is the one of the code."""
    path, context = problem["loc"], problem.get("ctx", {})
    name = next((part for part in reversed(path) if isinstance(part, str)), f"The {kind}")
    match problem["type"]:
        case "extra_forbidden":
            owner = dotted(path[:-1]) or f"The {kind}"
            return Code.UNKNOWN_KEY, *unknown_key(name, owner, known_keys(kind, path[:-1]))
        case "missing" | "too_short":
            return Code.MISSING, f"{name} is not given.", None
        case "string_pattern_mismatch" if context["pattern"] == ID_PATTERN:
            return Code.INVALID_ID, f"{name} is no id.", None
        case "value_error" if isinstance(cause := context["error"].__cause__, InvalidTime):
            return Code.INVALID_TIME, cause.message, cause.remedy
    reason = _REASONS.get(problem["type"])
    said = reason.format_map(context) if reason else f"is refused: {problem['msg']}"
    subject = "" if problem["type"] == "value_error" and isinstance(problem["input"], dict) else f"{name} "
    return Code.INVALID, f"{subject}{said}.", _advice(problem, kind)


def _advice(problem: ErrorDetails, kind: str) -> str | None:
    """Return what to do about a value that does not fit, where more can be said than to correct it."""
    value = problem["input"]
    match problem["type"]:
        case "enum" | "literal_error":
            likely = nearest(str(value), tuple(_QUOTED.findall(problem["ctx"]["expected"])))
            return f"Did you mean {likely}?" if likely else None
        case "model_type":
            keys = ", ".join(known_keys(kind, problem["loc"]))
            return f"Write an object with some of the keys {keys}."
        case "string_type" if isinstance(value, int | float):
            return "Put it in quotes, so that it is read as text."
        case "string_type" if isinstance(value, list):
            return "It holds one value; write a row for each."
        case "float_parsing" if "," in str(value):
            return "Write the decimal point, not a comma."
    return None
