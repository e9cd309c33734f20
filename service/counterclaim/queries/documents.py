"""Documents, and who speaks in them."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.answers import Document, DocumentBrief, Kind, Page
from counterclaim.graph import Reads, Row
from counterclaim.predicates import Registry
from counterclaim.queries.cursors import DEFAULT_LIMIT, checked_limit, read_cursor, write_cursor
from counterclaim.queries.moments import known_at
from counterclaim.queries.naming import resolve, source
from counterclaim.queries.question import question
from counterclaim.queries.statements import Draft

DOCUMENTS = Page[DocumentBrief]


@question
async def documents(
    graph: Reads,
    registry: Registry,
    *,
    publisher: str | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> Page[DocumentBrief]:
    """Documents by id; raises NotFound, Ambiguous, InvalidQuestion, InvalidCursor, DatabaseError."""
    (after,) = read_cursor("documents", cursor, ("",))
    run = {"id": after, "limit": checked_limit(limit) + 1}
    if publisher:
        who = (await resolve(graph, publisher, [Kind.ACTOR])).id
        keys = await graph.read("documents_published", publisher=who, **run)
    else:
        keys = await graph.read("documents_listed", **run)
    ids = [key["id"] for key in keys[:limit]]
    cursor = write_cursor("documents", ids[-1:]) if len(keys) > limit else None
    return DOCUMENTS.model_validate({"items": await _drafts(graph, ids), "next": cursor, "complete": True})


@question
async def document(graph: Reads, registry: Registry, id: str, *, as_of: str | None = None) -> Document:
    """One document and who speaks in it; raises NotFound, Ambiguous, InvalidTime, InvalidQuestion, DatabaseError."""
    moment = known_at(as_of)
    found = (await resolve(graph, id, [Kind.DOCUMENT])).id
    (draft,) = await _drafts(graph, [found])
    (row,) = await graph.read("reporting", id=found, as_of=moment)
    sources = [{"source": source(one[:4]), "statements": one[4]} for one in row["sources"]]
    return Document.model_validate(
        {**draft, "statements": row["statements"], "derived": row["derived"], "sources": sources}
    )


async def _drafts(graph: Reads, ids: Sequence[str]) -> list[Draft]:
    rows = await graph.read("documents_by_id", ids=list(ids)) if ids else []
    found = {row["id"]: _draft(row) for row in rows}
    return [found[id] for id in ids if id in found]


def _draft(row: Row) -> Draft:
    shown = {key: row[key] for key in ("id", "title", "published", "url", "language")}
    return {**shown, "publisher": next(map(source, row["publisher"]), None)}
