"""`counterclaim demo`: `load` and `disputes` with defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterclaim import queries
from counterclaim.cli.console import Output
from counterclaim.cli.running import Status, bolt_address, fail, opened, run
from counterclaim.cli.show_statements import show_disputes
from counterclaim.cli.store import Manner, load_all
from counterclaim.settings import Settings

KURSK = Path("examples/kursk-2025-01/dossier.yaml")

Dossier = Annotated[Path, typer.Option("--dossier", metavar="PATH", help="Load this one.")]
About = Annotated[str, typer.Option("--about", metavar="THING", help="Ask which sources disagree about it.")]


def demo(dossier: Dossier = KURSK, about: About = "Berdin") -> None:
    """Load the Kursk dossier and show which sources disagree about Berdin."""

    async def work(settings: Settings) -> Status:
        if not dossier.exists():
            remedy = "Run this in a clone of the repository, or name a dossier with --dossier."
            return fail(f"There is no {dossier} here. {remedy}", Status.USAGE)
        async with opened(settings) as at:
            status = await load_all(at.graph, at.registry, [dossier], Manner())
            found = await queries.disputes(at.graph, at.registry, about=about)
            out = Output()
            out.say()
            out.say((f"Which sources disagree about {about}?", "bold underline"))
            out.say()
            show_disputes(out, found)
            _show_ways_on(out, settings, about)
        return status

    run(work)


def _show_ways_on(out: Output, settings: Settings, about: str) -> None:
    ask = f"curl -G 'http://{settings.host}:{settings.port}/v1/disputes' --data-urlencode 'about={about}'"
    bolt = bolt_address(settings)
    out.say(("Ask on: ", "bold"), f"`counterclaim serve`, then `{ask}`; while it runs, Cypher over Bolt at {bolt}")
