"""Search: everything whose names or text contain all words, whatever their case and accents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.answers import Kind, SearchPage
from counterclaim.graph import Graph, Row
from counterclaim.names import folded
from counterclaim.predicates import Registry
from counterclaim.queries.cursors import DEFAULT_LIMIT, checked_limit, read_cursor, write_cursor
from counterclaim.queries.moments import known_at
from counterclaim.queries.refusals import InvalidCursor, InvalidQuestion
from counterclaim.queries.statements import Draft, words

KINDS = (Kind.PLACE, Kind.ACTOR, Kind.EVENT, Kind.DOCUMENT, Kind.STATEMENT)
"""In the order of the answer."""

AROUND = 100
"""Characters of a text that are shown on each side of a hit."""


async def search(
    graph: Graph,
    registry: Registry,
    q: str,
    *,
    as_of: str | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> SearchPage:
    """What contains every word of `q`: places, actors, events and documents, then statements known at a time; by id.

    Raises InvalidQuestion, InvalidCursor, InvalidTime, DatabaseError.
    """
    place, after = read_cursor("search", cursor, (0, ""))
    if not isinstance(place, int) or not 0 <= place < len(KINDS):
        raise InvalidCursor("The cursor does not hold the place of an item.")
    limit, sought, moment = checked_limit(limit), words(q), known_at(as_of)
    if not sought:
        raise InvalidQuestion("The search is empty.", remedy="Give a word to look for.")
    keys: list[tuple[int, Row]] = []
    for number in range(place, len(KINDS)):
        run: dict[str, Any] = {"words": sought, "id": after, "limit": limit + 1 - len(keys)}
        if KINDS[number] == Kind.STATEMENT:
            run["as_of"] = moment
        keys += [(number, row) for row in await graph.read(f"{KINDS[number]}s_containing", **run)]
        after = ""
        if len(keys) > limit:
            break
    hits = [_hit(KINDS[number], row, sought) for number, row in keys[:limit]]
    last = keys[limit - 1] if len(keys) > limit else None
    cursor = write_cursor("search", (last[0], last[1]["id"])) if last else None
    return SearchPage.model_validate({"items": hits, "next": cursor, "complete": True, "method": "contains"})


def _hit(kind: Kind, row: Row, sought: Sequence[str]) -> Draft:
    if kind == Kind.STATEMENT:
        return {"kind": kind, "id": row["id"], "name": row["id"], "snippet": excerpt(row["text"] or "", sought)}
    texts = [row["name"], *row["aliases"]]
    found = next((text for text in texts if any(word in folded(text) for word in sought)), row["name"])
    return {"kind": kind, "id": row["id"], "name": row["name"], "snippet": found}


def excerpt(text: str, sought: Sequence[str]) -> str:
    """The text around the first word found, cut between words where it is long."""
    if len(text) <= 2 * AROUND:
        return text
    at = min((place for word in sought if (place := _place(text, word)) is not None), default=0)
    start, end = max(0, at - AROUND), min(len(text), at + AROUND)
    if start:
        start = text.find(" ", start, at) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", at, end), at + 1)
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")


def _place(text: str, word: str) -> int | None:
    """Where a folded word begins in a text, found by folding the text piece by piece."""
    if word not in folded(text):
        return None
    low, high = 0, len(text)
    while low < high:  # the shortest beginning of the text that holds the word
        middle = (low + high) // 2
        if word in folded(text[:middle]):
            high = middle
        else:
            low = middle + 1
    return max(0, low - len(word))
