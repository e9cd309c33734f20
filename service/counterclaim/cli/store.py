"""Commands that fill and empty the graph: load, check, migrate, export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.console import Output, print_json
from counterclaim.cli.reports import progress_bar, show_report
from counterclaim.cli.running import Status, opened, run
from counterclaim.connect import has_graph, open_graph
from counterclaim.export import export_lines, replacing
from counterclaim.graph import Graph
from counterclaim.loading.load import Loader, Report
from counterclaim.migrate import migrate as run_migrations
from counterclaim.migrate import pending
from counterclaim.predicates import Registry, load_registry
from counterclaim.settings import Settings
from counterclaim_loaders import content_digest, read

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH...", help="Dossiers: .yaml, .json or .jsonl files, or folders of CSV files."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Do all but write.")]
StopOnError = Annotated[bool, typer.Option("--stop-on-error", help="Write nothing if any row is at fault.")]
Json = Annotated[bool, typer.Option("--json", help="Print the reports as JSON, one a line.")]
OutputFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file, which is replaced only when all is written."),
]


@dataclass(frozen=True, slots=True)
class Manner:
    """How dossiers are loaded and their reports shown."""

    dry_run: bool = False
    stop_on_error: bool = False
    json: bool = False


def load(paths: Paths, dry_run: DryRun = False, stop_on_error: StopOnError = False, json: Json = False) -> None:
    """Load dossiers into the graph.

    Bad rows are refused and listed, the others are loaded. Loading the same again changes nothing;
    a load that was interrupted is finished by the same command.
    """
    manner = Manner(dry_run, stop_on_error, json)

    async def work(settings: Settings) -> Status:
        if dry_run:
            return await _check(settings, paths, manner)
        async with opened(settings) as at:
            return await load_all(at.graph, at.registry, paths, manner)

    run(work)


def check(paths: Paths, stop_on_error: StopOnError = False, json: Json = False) -> None:
    """Check dossiers and write nothing: what `load` would refuse, and why.

    What a row names may stand in the same dossier or in the graph, if there is one yet.
    """
    manner = Manner(dry_run=True, stop_on_error=stop_on_error, json=json)
    run(lambda settings: _check(settings, paths, manner))


def migrate(dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what is pending.")] = False) -> None:
    """Bring the graph's schema up to this version.

    Every other command does so by itself; this one shows what it did.
    """

    async def work(settings: Settings) -> Status:
        async with open_graph(settings) as graph:
            waiting = await (pending(graph) if dry_run else run_migrations(graph))
        out = Output()
        for migration in waiting:
            out.say(f"{'pending' if dry_run else 'done'}  V{migration.version}  {migration.description}")
        if not waiting:
            out.say("The schema is up to date.")
        return Status.OK

    run(work)


def export(output: OutputFile = None) -> None:
    """Write the whole graph as a dossier in JSON Lines.

    It loads again to the same graph, on any engine.
    """

    async def work(settings: Settings) -> Status:
        async with opened(settings) as at:
            if output is None or str(output) == "-":
                async for line in export_lines(at.graph):
                    typer.echo(f"{line}\n".encode(), nl=False)
                return Status.OK
            with replacing(output) as file:
                async for line in export_lines(at.graph):
                    file.write(f"{line}\n")
        return Status.OK

    run(work)


async def load_all(graph: Graph | None, registry: Registry, paths: Iterable[Path], manner: Manner) -> Status:
    """Load dossiers one after the other and show the report of each; without a graph they are only checked."""
    status = Status.OK
    for path in paths:
        with progress_bar() as told:
            report = await _load(Loader(graph, registry, told), path, manner)
        if manner.json:
            print_json(report, lines=True)
        else:
            show_report(Output(), report, dry_run=manner.dry_run)
        if report.errors:
            status = Status.INPUT
    return status


async def _check(settings: Settings, paths: Iterable[Path], manner: Manner) -> Status:
    """Check against the graph; where none was ever made, none is made for it."""
    registry = load_registry(settings.predicates)
    if not has_graph(settings):
        return await load_all(None, registry, paths, manner)
    async with open_graph(settings) as graph:
        return await load_all(graph, registry, paths, manner)


async def _load(loader: Loader, path: Path, manner: Manner) -> Report:
    base, digest = _source(path)
    return await loader.load(
        str(path),
        digest or sha256(str(path).encode()).hexdigest(),
        read(path),
        base=base,
        dry_run=manner.dry_run or digest is None,
        stop_on_error=manner.stop_on_error,
    )


def _source(path: Path) -> tuple[Path, str | None]:
    """The folder that document texts are in, and the hash of the content; None if it can't be read, as `read` says."""
    base = path if path.is_dir() else path.parent
    try:
        return base, content_digest(path)
    except OSError:
        return base, None
