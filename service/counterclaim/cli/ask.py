"""Commands that ask who says what: disputes, compare, statements, timeline, search."""

from __future__ import annotations

from typing import Annotated

import typer

from counterclaim import queries
from counterclaim.cli import show_statements as shown
from counterclaim.cli import show_things
from counterclaim.cli.asking import Paging, show_one, show_page
from counterclaim.cli.fitting import ONE, needs, only
from counterclaim.cli.options import (
    About,
    AsOf,
    Cursor,
    From,
    Grades,
    Json,
    Limit,
    Lines,
    Predicate,
    Sureness,
    To,
    Within,
)
from counterclaim.disputes import DISPUTED, Grade
from counterclaim.queries.cursors import DEFAULT_LIMIT

GRADES = f"{', '.join(DISPUTED[:-1])} or {DISPUTED[-1]}"

DisputeId = Annotated[str | None, typer.Argument(metavar="ID", help="Explain this one, pair by pair.")]
StatementId = Annotated[str | None, typer.Argument(metavar="ID", help="Show this one.")]
GradeOption = Annotated[
    list[Grades] | None, typer.Option("--grade", metavar="GRADE", help=f"Only {GRADES}; may be given again.")
]
Actor = Annotated[
    str | None, typer.Option("--actor", metavar="ACTOR", help="Only those in which the actor is on a side.")
]
Between = Annotated[
    list[str] | None,
    typer.Option("--between", metavar="ACTOR", help="Only those that have these actors on different sides: give two."),
]
Claimant = Annotated[str | None, typer.Option("--claimant", metavar="ACTOR", help="Only what the actor claims.")]
RelayedBy = Annotated[str | None, typer.Option("--relayed-by", metavar="ACTOR", help="Only what the actor relays.")]
Words = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Only paraphrases that hold all the words.")]
Sought = Annotated[list[str], typer.Argument(metavar="WORDS...", help="What to look for; all of it must be found.")]


def disputes(
    context: typer.Context,
    id: DisputeId = None,
    about: About = None,
    within: Within = False,
    grade: GradeOption = None,
    predicate: Predicate = None,
    actor: Actor = None,
    between: Between = None,
    from_: From = None,
    to: To = None,
    as_of: AsOf = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    json: Json = False,
    ndjson: Lines = False,
) -> None:
    """Show which sources disagree: who is on which side, since when, on what evidence."""
    if id is not None:
        only(context, "id", ONE)
        show_one(lambda at: queries.dispute(at.graph, at.registry, id, as_of=as_of), shown.show_dispute, json=json)
    else:
        needs(context, "about", ["within"])
        show_page(
            lambda at, limit, cursor: queries.disputes(
                at.graph,
                at.registry,
                about=about,
                within=within,
                grade=[Grade(one) for one in grade] if grade else None,
                predicate=predicate,
                actor=actor,
                between=between or (),
                from_=from_,
                to=to,
                as_of=as_of,
                limit=limit,
                cursor=cursor,
            ),
            shown.show_disputes,
            Paging(limit, cursor, json, ndjson),
        )


def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="The id of a statement.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The id of another.")],
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Show how two statements stand to each other: why they disagree, or why not."""
    show_one(lambda at: queries.compare(at.graph, at.registry, a, b, as_of=as_of), shown.show_comparison, json=json)


def statements(
    context: typer.Context,
    id: StatementId = None,
    about: About = None,
    within: Within = False,
    claimant: Claimant = None,
    relayed_by: RelayedBy = None,
    predicate: Predicate = None,
    certainty: Sureness = None,
    from_: From = None,
    to: To = None,
    text: Words = None,
    as_of: AsOf = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    json: Json = False,
    ndjson: Lines = False,
) -> None:
    """Show what is said, who commits to it, through whom it came, and where it stands."""
    if id is not None:
        only(context, "id", ONE)
        show_one(
            lambda at: queries.statement(at.graph, at.registry, id, as_of=as_of), shown.show_whole_statement, json=json
        )
    else:
        needs(context, "about", ["within"])
        show_page(
            lambda at, limit, cursor: queries.statements(
                at.graph,
                at.registry,
                about=about,
                within=within,
                claimant=claimant,
                relayed_by=relayed_by,
                predicate=predicate,
                certainty=certainty,
                from_=from_,
                to=to,
                q=text,
                as_of=as_of,
                limit=limit,
                cursor=cursor,
            ),
            shown.show_statements,
            Paging(limit, cursor, json, ndjson),
        )


def timeline(
    context: typer.Context,
    about: About = None,
    within: Within = False,
    from_: From = None,
    to: To = None,
    as_of: AsOf = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    json: Json = False,
    ndjson: Lines = False,
) -> None:
    """Show events and statements in order of time."""
    needs(context, "about", ["within"])
    show_page(
        lambda at, limit, cursor: queries.timeline(
            at.graph,
            at.registry,
            about=about,
            within=within,
            from_=from_,
            to=to,
            as_of=as_of,
            limit=limit,
            cursor=cursor,
        ),
        show_things.show_timeline,
        Paging(limit, cursor, json, ndjson),
    )


def search(
    words: Sought,
    as_of: AsOf = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    json: Json = False,
    ndjson: Lines = False,
) -> None:
    """Find places, actors, events and documents by name, and statements by text."""
    sought = " ".join(words)
    show_page(
        lambda at, limit, cursor: queries.search(
            at.graph, at.registry, sought, as_of=as_of, limit=limit, cursor=cursor
        ),
        show_things.show_search,
        Paging(limit, cursor, json, ndjson),
    )
