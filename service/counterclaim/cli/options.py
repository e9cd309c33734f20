"""The options that commands share; one spelling everywhere, that of REST."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from counterclaim.disputes import DISPUTED
from counterclaim.models import Certainty
from counterclaim.queries.cursors import MAX_LIMIT

Grades = StrEnum("Grades", {grade.name: grade.value for grade in DISPUTED})  # type: ignore[misc]

About = Annotated[
    str | None, typer.Option("--about", metavar="THING", help="An event, place or actor: its id, name or an alias.")
]
Within = Annotated[bool, typer.Option("--within", help="With --about: also what is about places or events within it.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="TIME", help="As known at the end of that day. [default: now]")
]
AsOfOne = Annotated[
    str | None,
    typer.Option("--as-of", metavar="TIME", help="Of the one shown: as known at the end of that day. [default: now]"),
]
From = Annotated[str | None, typer.Option("--from", metavar="TIME", help="Only what reaches into the time from then.")]
To = Annotated[str | None, typer.Option("--to", metavar="TIME", help="Only what reaches into the time up to then.")]
Predicate = Annotated[str | None, typer.Option("--predicate", metavar="NAME", help="Only what is said with it.")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, max=MAX_LIMIT, help="At most so many.")]
Cursor = Annotated[str | None, typer.Option("--cursor", metavar="CURSOR", help="Go on where the page before ended.")]
Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, as REST gives it.")]
Lines = Annotated[
    bool, typer.Option("--ndjson", help="Print all items as JSON, one a line, from --cursor on, whatever --limit.")
]
Sureness = Annotated[
    list[Certainty] | None,
    typer.Option("--certainty", metavar="CERTAINTY", help=f"Only {', '.join(Certainty)}; may be given again."),
]
