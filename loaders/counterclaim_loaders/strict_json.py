"""Reads a JSON text from somebody else: refuses repeated keys, and bounds how deep it nests."""

from __future__ import annotations

import json

from counterclaim_loaders.row_errors import Code, Unfit

MAX_DEPTH = 32


def read_json(text: str) -> object:
    """Return the value of a JSON text; NaN and Infinity become numbers, which the models refuse by field.

    Errors: Unfit (syntax, duplicate-key, too-deep).
    """
    try:
        value = _decode(text)
    except json.JSONDecodeError as error:
        raise Unfit(Code.SYNTAX, f"{error.msg} at character {error.pos + 1}.", cell=text[error.pos :]) from None
    except RecursionError:
        raise too_deep() from None
    except ValueError:
        raise Unfit(Code.SYNTAX, "A number has thousands of digits.") from None
    if text.count("{") + text.count("[") > MAX_DEPTH and _depth(value) > MAX_DEPTH:
        raise too_deep()
    return value


def too_deep(line: int | None = None) -> Unfit:
    return Unfit(Code.TOO_DEEP, f"It nests deeper than {MAX_DEPTH} levels.", line=line)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Unfit(Code.DUPLICATE_KEY, f"{twice} is given twice.")
    return content


_decode = json.JSONDecoder(object_pairs_hook=_object).decode


def _depth(value: object) -> int:
    """Count the levels of lists and objects, one level at a time."""
    level, depth = [value], 0
    while level := [item for item in level if isinstance(item, dict | list)]:
        depth += 1
        level = [inner for item in level for inner in (item.values() if isinstance(item, dict) else item)]
    return depth
