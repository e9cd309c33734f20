"""Cursors: where a page ended, as text that goes back and forth unread.

A cursor holds the sort key of the last item, so that what is written between two pages neither repeats nor hides items.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from math import isfinite

from counterclaim.queries.refusals import InvalidCursor, InvalidQuestion

VERSION = 1
LONGEST = 2_000
"""Characters; an id has 200 at most."""

DEFAULT_LIMIT = 50
MAX_LIMIT = 500

Key = tuple[int | float | str, ...]


def write_cursor(question: str, key: Sequence[int | float | str]) -> str:
    """The cursor of a list after the item with this key."""
    text = json.dumps([VERSION, question, *key], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(question: str, cursor: str | None, first: Key) -> Key:
    """The key in a cursor of the same list, or `first` for none, whose types it must have; raises InvalidCursor."""
    if cursor is None:
        return first
    if len(cursor) > LONGEST:
        raise InvalidCursor("The cursor is too long.")
    try:
        content = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        raise InvalidCursor("The cursor can't be read.") from None
    if not isinstance(content, list) or content[:2] != [VERSION, question]:
        raise InvalidCursor("The cursor is not one of this list.")
    key = tuple(content[2:])
    if len(key) != len(first) or not all(_fits(value, like) for value, like in zip(key, first, strict=True)):
        raise InvalidCursor("The cursor does not hold the place of an item.")
    return key


def _fits(value: object, like: object) -> bool:
    if isinstance(like, str):
        return isinstance(value, str) and _is_sendable(value)
    if isinstance(like, float):
        return isinstance(value, float) and isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


def _is_sendable(text: str) -> bool:
    """Whether there is no half of a surrogate pair in it, which JSON can hold and UTF-8 can't."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def checked_limit(limit: int) -> int:
    """The limit, if it is one; raises InvalidQuestion."""
    if not 1 <= limit <= MAX_LIMIT:
        raise InvalidQuestion(f"limit is {limit}.", remedy=f"Ask for 1 to {MAX_LIMIT} items.")
    return limit
