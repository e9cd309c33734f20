"""The commands of `counterclaim`, one for each noun that REST has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import version as installed_version
from typing import Annotated

import typer

from counterclaim.cli import ask, ask_things, demo, schema, serve, store
from counterclaim.cli.running import show_traceback

Command = Callable[..., None]

COMMANDS: dict[Command, tuple[str, ...]] = {
    demo.demo: ("demo", "demo --dossier my-dossier.yaml --about Springfield"),
    serve.serve: ("serve", "serve --port 9000"),
    store.load: (
        "load examples/kursk-2025-01/dossier.yaml",
        "load january.yaml february.jsonl --stop-on-error",
        "load tables/ --json",
    ),
    store.check: ("check examples/kursk-2025-01/dossier.yaml", "check examples/kursk-2025-01/dossier.yaml --json"),
    schema.schema: ("schema > dossier.schema.json",),
    ask.disputes: (
        "disputes --about Berdin",
        "disputes --about Kursk --within --grade contradiction --grade possible",
        "disputes --between ISW --between 'Russian MoD' --as-of 2025-01-07",
        "disputes berdin~territory --json",
    ),
    ask.compare: ("compare isw-berdin-presence mod-berdin-outskirts",),
    ask.statements: (
        "statements --about Kurakhove",
        "statements --claimant ISW --from 2025-01-05 --to 2025-01-06",
        "statements --relayed-by TWZ --text battalion --ndjson",
        "statements isw-berdin-presence",
    ),
    ask.timeline: ("timeline --about Berdin", "timeline --about 'Kursk oblast' --within --from 2025-01-05"),
    ask_things.events: (
        "events --about Berdin",
        "events --about 'Kursk oblast' --within --from 2025-01-06",
        "events berdin-entry",
        "events berdin-entry --before",
    ),
    ask_things.order: ("order kursk-incursion kursk-push",),
    ask_things.places: ("places --within 'Kursk oblast' --kind village", "places Berdin"),
    ask_things.actors: ("actors --within Russia", "actors --kind channel", "actors ISW"),
    ask_things.documents: ("documents --publisher TWZ", "documents twz-2025-01-06"),
    ask.search: ("search Kurakhovo", "search armoured vehicles --limit 5"),
    store.export: ("export > graph.jsonl", "export --output graph.jsonl"),
    store.migrate: ("migrate --dry-run", "migrate"),
}
"""The commands, in the order in which help lists them, each with examples of its use."""


def create_cli() -> typer.Typer:
    """The command line."""
    cli = typer.Typer(
        help="Keep what every source says, and see who disagrees with whom, on what evidence.",
        epilog=_examples(("demo", "load my-dossier.yaml", "disputes --about Berdin")),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    cli.callback()(_options)
    for command, uses in COMMANDS.items():
        purpose = (command.__doc__ or "").partition("\n")[0]
        cli.command(epilog=_examples(uses), short_help=purpose)(command)
    return cli


def _examples(uses: Iterable[str]) -> str:
    r"""An epilog; click keeps the lines of a paragraph that begins with \b."""
    return "\b\nExamples:\n" + "\n".join(f"  counterclaim {use}" for use in uses)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"counterclaim {installed_version('counterclaim')}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where a defect comes from.")] = False,
) -> None:
    show_traceback.set(traceback)
