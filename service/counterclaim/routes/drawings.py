"""The link of an answer to Neo4j Browser, in whose editor it puts the Cypher that draws what was answered."""

from __future__ import annotations

from fastapi import Request
from pydantic import BaseModel

from counterclaim import answers
from counterclaim.browser_link import Unlinkable, link
from counterclaim.queries.moments import known_at
from counterclaim.routes.asking import service_of
from counterclaim_cypher import queries

LONGEST = 3_000
"""Characters of a link in a header: proxies commonly take 4,096 bytes of headers in all."""


def drawing(request: Request, answer: BaseModel) -> str | None:
    """A link for the header of an answer; none where nothing is drawn, no Browser is set, or it would be too long."""
    drawn = _drawn(answer)
    if drawn is None:
        return None
    settings = service_of(request).settings
    if settings.browser_url is None:
        return None
    name, ids = drawn
    query = queries()[name]
    given = {"ids": ids, "as_of": known_at(request.query_params.get("as_of") or None)}
    asked = {key: given[key] for key in query.parameters}
    try:
        address = link(str(settings.browser_url), query.text, asked, database=settings.neo4j_database)
    except Unlinkable:
        return None
    return f'<{address}>; rel="alternate"; title="Neo4j Browser"' if len(address) <= LONGEST else None


def _drawn(answer: BaseModel) -> tuple[str, list[str]] | None:
    """The query that draws an answer, and the ids of what it draws."""
    match answer:
        case answers.DisputeDetail(id=id):
            return "draw_disputes", [id]
        case answers.Statement(id=id):
            return "draw_statements", [id]
        case answers.Place(id=id) | answers.Actor(id=id) | answers.Event(id=id) | answers.Document(id=id):
            return "draw_around", [id]
        case answers.Comparison(a=a, b=b):
            return "draw_statements", [a.id, b.id]
        case answers.Order(a=a, b=b):
            return "draw_things", [a.id, b.id]
        case answers.Page(items=[answers.Dispute(), *_] as found):
            return "draw_disputes", [one.id for one in found]
        case answers.Page(items=[answers.Statement(), *_] as found):
            return "draw_statements", [one.id for one in found]
        case answers.Page(items=[answers.EventOrder(), *_] as found):
            return "draw_things", [one.event.id for one in found]
        case answers.Page(items=[_, *_] as found):
            return "draw_things", [one.id for one in found]
    return None
