"""`counterclaim schema`: the form of dossiers, for editors and for programs that write them."""

from __future__ import annotations

import json

import typer

from counterclaim.cli.running import Status, run
from counterclaim.settings import Settings
from counterclaim_loaders import json_schema


def schema() -> None:
    """Print the JSON Schema of dossiers, with which editors check them while they are written.

    Save it beside the dossier, and begin the dossier with this line:

    \b
        # yaml-language-server: $schema=dossier.schema.json

    Editors then show what a key means, complete it, and mark what is wrong. What the schema can't know, such as whether
    an id exists, `check` tells. Its `$defs/line` is the schema of one row of JSON Lines.
    """

    async def work(settings: Settings) -> Status:
        typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2).encode())
        return Status.OK

    run(work)
