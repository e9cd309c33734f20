"""What the models found wrong with what somebody wrote, in words that teach: for rows and for the values in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import Literal, NamedTuple

from pydantic_core import ErrorDetails

from counterclaim.errors import InvalidTime
from counterclaim.models import ID_PATTERN

FieldPath = tuple[str | int, ...]
KnownKeys = Callable[[FieldPath], tuple[str, ...]]
FaultCode = Literal["unknown-key", "missing", "invalid", "invalid-id", "invalid-time"]

ID_REMEDY = "Use letters, digits and . _ : @ + - only, without spaces, at most 200 of them."

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


class Fault(NamedTuple):
    """One thing that is wrong: a stable code, where, why, what to do, and what was written there, None for nothing.

    `remedy` is None where no more can be said than the code says.
    """

    code: FaultCode
    path: FieldPath
    message: str
    remedy: str | None
    cell: object


def faults(
    problems: Iterable[ErrorDetails], whole: str, known_keys: KnownKeys, *, shape: str | None = None
) -> Iterator[Fault]:
    """Yield a fault for each problem that pydantic found.

    whole: what to call that which the paths begin in, as in "The actor".
    known_keys: the keys that the object at a path may have.
    shape: how the whole is written; told where nothing closer can be.
    """
    for problem in problems:
        code, message, remedy = _judge(problem, whole, known_keys, shape)
        cell = None if problem["type"] == "missing" else problem["input"]
        yield Fault(code, problem["loc"], message, remedy, cell)


def dotted(path: FieldPath) -> str | None:
    """A path as errors write it: value.party."""
    return ".".join(map(str, path)) or None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that somebody who wrote `word` most likely meant."""
    found = get_close_matches(word.lower(), list(known), n=1)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the advice to write the nearest known word, if one is near."""
    likely = nearest(word, known)
    return f"Did you mean {likely}?" if likely else None


def unknown_key(key: str, owner: str, known: tuple[str, ...]) -> tuple[str, str]:
    """Return the message and the remedy for a key that its owner does not have."""
    return f"{owner} has no key {key!r}.", did_you_mean(key, known) or f"It may have {', '.join(known)}."


def _judge(
    problem: ErrorDetails, whole: str, known_keys: KnownKeys, shape: str | None
) -> tuple[FaultCode, str, str | None]:
    """Return code, message and remedy."""
    path, context = problem["loc"], problem.get("ctx", {})
    name = next((part for part in reversed(path) if isinstance(part, str)), whole)
    match problem["type"]:
        case "extra_forbidden":
            owner = dotted(path[:-1]) or whole
            return "unknown-key", *unknown_key(name, owner, known_keys(path[:-1]))
        case "missing" | "too_short":
            return "missing", f"{name} is not given.", shape
        case "string_pattern_mismatch" if context["pattern"] == ID_PATTERN:
            return "invalid-id", f"{name} is no id.", ID_REMEDY
        case "value_error" if isinstance(cause := context["error"].__cause__, InvalidTime):
            return "invalid-time", cause.message, cause.remedy
    reason = _REASONS.get(problem["type"])
    said = reason.format_map(context) if reason else f"is refused: {problem['msg']}"
    subject = "" if problem["type"] == "value_error" and isinstance(problem["input"], dict) else f"{name} "
    return "invalid", f"{subject}{said}.", _advice(problem, known_keys, shape) or shape


def _advice(problem: ErrorDetails, known_keys: KnownKeys, shape: str | None) -> str | None:
    """Return what to do about a value that does not fit, where more can be said than how the whole is written."""
    value = problem["input"]
    match problem["type"]:
        case "enum" | "literal_error":
            return did_you_mean(str(value), _QUOTED.findall(problem["ctx"]["expected"]))
        case "model_type" if shape is None:
            return f"Write an object with some of the keys {', '.join(known_keys(problem['loc']))}."
        case "string_type" if isinstance(value, int | float):
            return "Put it in quotes, so that it is read as text."
        case "string_type" if isinstance(value, list):
            return "It holds one value; write a row for each."
        case "float_parsing" if "," in str(value):
            return "Write the decimal point, not a comma."
    return None
