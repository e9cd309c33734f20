"""The forms of an answer: JSON, and a list as lines of JSON where that is asked for."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import Request, Response
from pydantic import BaseModel

from counterclaim.answers import Page
from counterclaim.problems import NotAcceptable
from counterclaim.routes.drawings import drawing

JSON = "application/json"
LINES = "application/x-ndjson"


def one(request: Request, answer: BaseModel) -> Response:
    """One answer as JSON, with a link to its drawing in the Link header."""
    chosen(request, JSON)
    return Response(answer.model_dump_json(), headers=_links(drawing(request, answer)), media_type=JSON)


def page(request: Request, answer: Page[Any]) -> Response:
    """A page as JSON, or its items one a line, with links to the next page and its drawing in the Link header."""
    form = chosen(request, JSON, LINES)
    headers = {"Vary": "Accept", "Complete": "true" if answer.complete else "false"}
    following = f'<{_next(request, answer.next)}>; rel="next"' if answer.next else None
    headers |= _links(following, drawing(request, answer))
    if form == JSON:
        return Response(answer.model_dump_json(), headers=headers, media_type=JSON)
    lines = "".join(f"{item.model_dump_json()}\n" for item in answer.items)
    return Response(lines, headers=headers, media_type=LINES)


def _links(*links: str | None) -> dict[str, str]:
    given = [link for link in links if link]
    return {"Link": ", ".join(given)} if given else {}


def _next(request: Request, cursor: str) -> str:
    kept = [(key, value) for key, value in parse_qsl(request.url.query) if key != "cursor"]
    return f"{quote(request.scope['path'])}?{urlencode([*kept, ('cursor', cursor)])}"


def chosen(request: Request, *offers: str) -> str:
    """The form that the Accept header likes best, the first among equals; raises NotAcceptable."""
    accept = ",".join(request.headers.getlist("accept")).strip()
    if not accept:
        return offers[0]
    wishes = [_wish(part) for part in accept.split(",") if part.strip()]
    best = max(offers, key=lambda offer: _liking(offer, wishes))
    if _liking(best, wishes) <= 0:
        raise NotAcceptable("The answer has none of the forms you accept.", remedy=f"Accept {' or '.join(offers)}.")
    return best


def _wish(part: str) -> tuple[str, float]:
    """A media range and how much it is liked, 1 by default."""
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((text[2:] for text in parameters if text.startswith("q=")), "1")
    try:
        return name, float(quality)
    except ValueError:
        return name, 0.0


def _liking(offer: str, wishes: list[tuple[str, float]]) -> float:
    """The quality of the most specific range that the form lies in."""
    kind = offer.partition("/")[0]
    for name in (offer, f"{kind}/*", "*/*"):
        found = [quality for wish, quality in wishes if wish == name]
        if found:
            return max(found)
    return 0.0


class Refusals(dict[int | str, dict[str, Any]]):
    """The problems that a route answers with, for its description."""

    def __init__(self, *statuses: int) -> None:
        super().__init__({status: {"description": MEANINGS[status]} for status in sorted(statuses)})


MEANINGS = {
    400: "The cursor is none of this list, the database does not know the bookmark, or the body did not end.",
    403: "The statement does more than read.",
    404: "There is nothing of that name, or it was not known then; `suggestions` lists names much like it.",
    406: "None of the forms you accept is at hand.",
    409: "The name fits several things, which `candidates` lists.",
    413: "What was sent is too large.",
    415: "What was sent is in no format that is taken.",
    421: "The service has no such host name.",
    422: "What was asked or sent is wrong: `errors` lists each parameter that is wrong or unknown, `detail` says why "
    "the database can't run a statement, and `report` why nothing of a dossier was loaded.",
    503: "Not now: with `Retry-After`, ask again after that many seconds; without it, waiting mends nothing and the "
    "database or the settings must be seen to, as `remedy` says.",
    504: "The question took longer than it may.",
    507: "There is no room on disk for the rows of the dossier.",
}

MEASURED = Refusals(421)
ONE = Refusals(406, 421, 503)
NAMED = Refusals(400, 404, 406, 409, 421, 422, 503, 504)
CYPHER = Refusals(400, 403, 406, 413, 415, 421, 422, 503, 504)
LOADING = Refusals(400, 406, 413, 415, 421, 422, 503, 504, 507)
