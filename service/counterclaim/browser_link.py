"""Links that open a query in the editor of Neo4j Browser, with its parameters written out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from math import isfinite
from typing import Any
from urllib.parse import quote

LONGEST = 8_000
"""Characters of a link: some servers refuse longer addresses."""

PIECE = re.compile(
    r"""
      (?P<string> ' (?: [^'\\] | \\. )* ' | " (?: [^"\\] | \\. )* " )
    | (?P<comment> // [^\n]* | /\* .*? \*/ )
    | (?P<quoted> ` (?: [^`] | `` )* ` )
    | \$ (?P<parameter> \w+ )
    """,
    re.VERBOSE | re.DOTALL,
)
CUTTING = "&#"
"""Browser decodes a link before it looks for its parts, so that these end the query even when percent-encoded."""
ESCAPED = str.maketrans({character: f"\\u{ord(character):04x}" for character in CUTTING})
WIDE = str.maketrans({character: chr(ord(character) + 0xFEE0) for character in CUTTING})
"""The full-width forms, which read the same."""


class Unlinkable(ValueError):
    """A query that no link can carry: too long, or `&` or `#` where Cypher has no other way to write them."""


def link(
    browser: str,
    query: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    address: str | None = None,
    database: str | None = None,
) -> str:
    """The address that opens a query in Browser, ready to run.

    `browser` is where Browser is found, such as http://localhost:7474/browser/. `address` and `database` are what it
    connects to; left out, what it was connected to last, or the database that serves it. Raises Unlinkable.
    """
    text = written_out(query, parameters or {})
    if any(character in text for character in CUTTING):
        raise Unlinkable("The query has & or # outside of strings and comments.")
    asked = {"dbms": address, "db": database, "cmd": "edit", "arg": text}
    pairs = [f"{key}={quote(value, safe='')}" for key, value in asked.items() if value]
    found = f"{browser}{'&' if '?' in browser else '?'}{'&'.join(pairs)}"
    if len(found) > LONGEST:
        raise Unlinkable(f"The link would have {len(found)} characters, more than {LONGEST}.")
    return found


def written_out(query: str, parameters: Mapping[str, Any]) -> str:
    """A query with literals for its parameters, and as far as possible without `&` and `#`."""

    def rewritten(piece: re.Match[str]) -> str:
        if piece["parameter"]:
            return literal(parameters[piece["parameter"]])
        if piece["string"]:
            return piece["string"].translate(ESCAPED)
        if piece["comment"]:
            return piece["comment"].translate(WIDE)
        return piece[0]

    return PIECE.sub(rewritten, query)


def literal(value: Any) -> str:
    """A value as Cypher writes it: null, booleans, numbers, strings, lists and maps of these; raises Unlinkable."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
        return str(value) if value >= 0 else f"({value})"
    if isinstance(value, str):
        # JSON's escapes are Cypher's as well.
        return json.dumps(value, ensure_ascii=False).translate(ESCAPED)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_key(key)}: {literal(held)}' for key, held in value.items())}}}"
    raise Unlinkable(f"Cypher has no literal for {type(value).__name__}.")


def _key(name: str) -> str:
    return f"`{name.replace('`', '``')}`"
