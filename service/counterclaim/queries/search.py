"""Search: everything whose names or text hold all words, whatever their case and accents.

By full text where the engine has it, best first; by a plain look through all names and texts where it has not.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any, NamedTuple

from counterclaim.answers import Kind, SearchPage
from counterclaim.graph import Reads, Row
from counterclaim.names import searchable
from counterclaim.predicates import Registry
from counterclaim.queries.cursors import DEFAULT_LIMIT, Key, checked_limit, read_cursor, write_cursor
from counterclaim.queries.moments import known_at
from counterclaim.queries.question import question
from counterclaim.queries.refusals import InvalidCursor
from counterclaim.queries.statements import Draft, words

KINDS = (Kind.PLACE, Kind.ACTOR, Kind.EVENT, Kind.DOCUMENT, Kind.STATEMENT)
"""In the order of an answer by contains."""

AROUND = 100
"""Characters of a text that are shown on each side of a hit."""


class Found(NamedTuple):
    """A row, and its place in the order of the answer."""

    key: Key
    kind: Kind
    row: Row


@question
async def search(
    graph: Reads,
    registry: Registry,
    q: str,
    *,
    as_of: str | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> SearchPage:
    """What holds every word of `q`: places, actors, events, documents, and statements known at a time.

    Raises InvalidQuestion, InvalidCursor, InvalidTime, DatabaseError.
    """
    limit, sought, moment = checked_limit(limit), words(q), known_at(as_of)
    find = _matching if graph.capabilities.fulltext else _containing
    found = await find(graph, sought, moment, cursor, limit + 1)
    return SearchPage.model_validate(
        {
            "items": [_hit(one, sought) for one in found[:limit]],
            "next": write_cursor("search", found[limit - 1].key) if len(found) > limit else None,
            "complete": True,
            "method": "fulltext" if graph.capabilities.fulltext else "contains",
        }
    )


async def _matching(graph: Reads, sought: Sequence[str], as_of: int, cursor: str | None, limit: int) -> list[Found]:
    """By full text: the best first, then by id."""
    score, after = read_cursor("search", cursor, (inf, ""))
    rows = await graph.read(
        "things_matching", sought=full_text(sought), as_of=as_of, score=score, id=after, limit=limit
    )
    return [Found((row["score"], row["id"]), Kind(row["label"].lower()), row) for row in rows]


def full_text(sought: Sequence[str]) -> str:
    """The words as a query of Lucene: each a whole word, which counts four times, or the beginning of one.

    Ranges and beginnings count the same in every text and in every graph, unlike words by themselves, which count the
    more the rarer they are: so that no load, and no other member of a cluster, shifts the pages of an answer. Words are
    letters and digits, so that nothing in them is syntax.
    """
    return " ".join(f'+({word}* ["{word}" TO "{word}"]^3)' for word in " ".join(sought).split())


async def _containing(graph: Reads, sought: Sequence[str], as_of: int, cursor: str | None, limit: int) -> list[Found]:
    """By a plain look: each kind by id."""
    place, after = read_cursor("search", cursor, (0, ""))
    if not isinstance(place, int) or not 0 <= place < len(KINDS):
        raise InvalidCursor("The cursor does not hold the place of an item.")
    found: list[Found] = []
    for number, kind in list(enumerate(KINDS))[place:]:
        given: dict[str, Any] = {"words": sought, "id": after, "limit": limit - len(found)}
        if kind == Kind.STATEMENT:
            given["as_of"] = as_of
        found += [Found((number, row["id"]), kind, row) for row in await graph.read(f"{kind}s_containing", **given)]
        if len(found) == limit:
            break
        after = ""
    return found


def _hit(found: Found, sought: Sequence[str]) -> Draft:
    row = found.row
    if found.kind == Kind.STATEMENT:
        name, snippet = row["id"], excerpt(row["text"] or "", sought)
    else:
        name, texts = row["name"], [row["name"], *row["aliases"]]
        snippet = max(texts, key=lambda text: _count(searchable(text), sought))
    return {"kind": found.kind, "id": row["id"], "name": name, "snippet": snippet, "score": row.get("score")}


def excerpt(text: str, sought: Sequence[str]) -> str:
    """The text around the first word found, cut between words where it is long."""
    if len(text) <= 2 * AROUND:
        return text
    at = _place(text, sought)
    start, end = max(0, at - AROUND), min(len(text), at + AROUND)
    if start:
        start = text.find(" ", start, at) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", at, end), at + 1)
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")


def _count(text: str, sought: Sequence[str]) -> int:
    return sum(word in text for word in sought)


def _place(text: str, sought: Sequence[str]) -> int:
    """Where the first of the words begins in a text, each rather at the beginning of a word than within one."""
    whole = _words(text)
    forms = [next((form for form in (f" {word}", word) if form in whole), None) for word in sought]
    found = min(((whole.index(form), form) for form in forms if form), default=None)
    if found is None:
        return 0
    _, first = found
    low, high = 0, len(text)
    while low < high:  # the shortest beginning of the text that holds the word
        middle = (low + high) // 2
        if first in _words(text[:middle]):
            high = middle
        else:
            low = middle + 1
    return max(0, low - len(first.lstrip()))


def _words(text: str) -> str:
    return f" {searchable(text)}"
