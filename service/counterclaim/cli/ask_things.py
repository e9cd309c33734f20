"""Commands that ask what there is: events, order, places, actors, documents."""

from __future__ import annotations

from typing import Annotated

import typer

from counterclaim import queries
from counterclaim.cli import show_things as shown
from counterclaim.cli.asking import Paging, show_one, show_page
from counterclaim.cli.fitting import LIST, ONE, needs, only
from counterclaim.cli.options import About, AsOf, AsOfOne, Cursor, From, Json, Limit, Lines, To, Within
from counterclaim.models import ActorKind
from counterclaim.queries.cursors import DEFAULT_LIMIT

Event = Annotated[str | None, typer.Argument(metavar="EVENT", help="Show this one: its id, name or an alias.")]
Place = Annotated[str | None, typer.Argument(metavar="PLACE", help="Show this one: its id, name or an alias.")]
Actor = Annotated[str | None, typer.Argument(metavar="ACTOR", help="Show this one: its id, name or an alias.")]
Document = Annotated[str | None, typer.Argument(metavar="DOCUMENT", help="Show this one: its id or title.")]
Before = Annotated[bool, typer.Option("--before", help="List the events that certainly or possibly come before it.")]
After = Annotated[bool, typer.Option("--after", help="List the events that certainly or possibly come after it.")]
Below = Annotated[str | None, typer.Option("--within", metavar="PLACE", help="Only places within it.")]
PartsOf = Annotated[str | None, typer.Option("--within", metavar="ACTOR", help="Only those that are part of it.")]
Publisher = Annotated[str | None, typer.Option("--publisher", metavar="ACTOR", help="Only what it published.")]
PlaceKind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only those of that kind: village ...")]
Kind = Annotated[ActorKind | None, typer.Option("--kind", metavar="KIND", help=f"Only a {', '.join(ActorKind)}.")]


def events(
    context: typer.Context,
    event: Event = None,
    before: Before = False,
    after: After = False,
    about: About = None,
    within: Within = False,
    from_: From = None,
    to: To = None,
    as_of: AsOfOne = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    json: Json = False,
    ndjson: Lines = False,
) -> None:
    """List events, or show one and what comes before and after it."""
    if event is None:
        needs(context, "event", ["as_of", "before", "after"])
        needs(context, "about", ["within"])
        show_page(
            lambda at, limit, cursor: queries.events(
                at.graph, at.registry, about=about, within=within, from_=from_, to=to, limit=limit, cursor=cursor
            ),
            shown.show_events,
            Paging(limit, cursor, json, ndjson),
        )
    elif before or after:
        only(context, "before" if before else "after", LIST)
        around = queries.before if before else queries.after
        show_page(
            lambda at, limit, cursor: around(at.graph, at.registry, event, limit=limit, cursor=cursor),
            shown.show_neighbours,
            Paging(limit, cursor, json, ndjson),
        )
    else:
        only(context, "event", ONE)
        show_one(lambda at: queries.event(at.graph, at.registry, event, as_of=as_of), shown.show_event, json=json)


def order(
    a: Annotated[str, typer.Argument(metavar="A", help="An event: its id or name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Show which of two events came first, by their dates and by what sources say."""
    show_one(lambda at: queries.order(at.graph, at.registry, a, b, as_of=as_of), shown.show_order, json=json)


def places(
    context: typer.Context,
    place: Place = None,
    within: Below = None,
    kind: PlaceKind = None,
    as_of: AsOfOne = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    json: Json = False,
    ndjson: Lines = False,
) -> None:
    """List places, or show one with what each source says of it over time."""
    if place is not None:
        only(context, "place", ONE)
        show_one(lambda at: queries.place(at.graph, at.registry, place, as_of=as_of), shown.show_place, json=json)
    else:
        needs(context, "place", ["as_of"])
        show_page(
            lambda at, limit, cursor: queries.places(
                at.graph, at.registry, within=within, kind=kind, limit=limit, cursor=cursor
            ),
            shown.show_places,
            Paging(limit, cursor, json, ndjson),
        )


def actors(
    context: typer.Context,
    actor: Actor = None,
    within: PartsOf = None,
    kind: Kind = None,
    as_of: AsOfOne = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    json: Json = False,
    ndjson: Lines = False,
) -> None:
    """List actors, or show one with what it claims and relays."""
    if actor is not None:
        only(context, "actor", ONE)
        show_one(lambda at: queries.actor(at.graph, at.registry, actor, as_of=as_of), shown.show_actor, json=json)
    else:
        needs(context, "actor", ["as_of"])
        show_page(
            lambda at, limit, cursor: queries.actors(
                at.graph, at.registry, within=within, kind=kind, limit=limit, cursor=cursor
            ),
            shown.show_actors,
            Paging(limit, cursor, json, ndjson),
        )


def documents(
    context: typer.Context,
    document: Document = None,
    publisher: Publisher = None,
    as_of: AsOfOne = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    json: Json = False,
    ndjson: Lines = False,
) -> None:
    """List documents, or show one with who speaks in it."""
    if document is not None:
        only(context, "document", ONE)
        show_one(
            lambda at: queries.document(at.graph, at.registry, document, as_of=as_of), shown.show_document, json=json
        )
    else:
        needs(context, "document", ["as_of"])
        show_page(
            lambda at, limit, cursor: queries.documents(
                at.graph, at.registry, publisher=publisher, limit=limit, cursor=cursor
            ),
            shown.show_documents,
            Paging(limit, cursor, json, ndjson),
        )
