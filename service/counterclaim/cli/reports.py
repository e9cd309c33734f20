"""How a load shows itself: a bar while it runs, then its errors and what became of the rows."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from counterclaim.cli.console import Output
from counterclaim.cli.words import counted
from counterclaim.loading.load import Progress as Told
from counterclaim.loading.load import Report


@contextmanager
def progress_bar() -> Iterator[Told]:
    """What a loader tells its progress to: a bar on stderr where that is a terminal, else nothing."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Output(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("checking", total=None)
        last = "checking"

        def tell(stage: str, done: int, total: int | None) -> None:
            nonlocal last
            if stage != last:
                bar.reset(task, total=total)
                last = stage
            bar.update(task, description=stage, completed=done, total=total)
            _heed_ctrl_c()

        yield tell


def _heed_ctrl_c() -> None:
    """End here if Ctrl-C was pressed: checking rows goes on for long without the loop having its turn."""
    running = asyncio.current_task()
    if running is not None and running.cancelling():
        raise asyncio.CancelledError


def show_report(out: Output, report: Report, *, dry_run: bool) -> None:
    """What is wrong, row by row, then what became of all."""
    for error in report.errors:
        _show_error(out, error)
    style = "bold red" if report.errors else "bold green"
    out.say((report.source, style), f": {outcome(report, dry_run=dry_run)}")


def _show_error(out: Output, error: Mapping[str, Any]) -> None:
    """The place, the row, field and cell at fault, then why and what to do."""
    place = ":".join(str(error[key]) for key in ("file", "line") if key in error)
    subject = ", ".join(str(error[key]) for key in ("row", "field") if key in error)
    cell = f" = {error['cell']}" if "cell" in error else ""
    out.say((place, "bold"), f"  {subject}{cell}" if subject or cell else "")
    out.say(f"{error['message']} {error['remedy']} ", (f"[{error['code']}]", "red"), indent=4)


def outcome(report: Report, *, dry_run: bool) -> str:
    """One sentence or two that say what became of the rows."""
    if report.state == "stopped" and not report.rows:
        return "no row could be read; nothing was written."
    if report.state == "stopped":
        return f"stopped at the first error, after {_rows(report.rows)}; nothing was written."
    refused = f"{report.refused:,} refused" if report.refused else "none refused"
    if dry_run:
        return f"{_rows(report.rows)} checked, {refused}; nothing was written."
    if not (report.written or report.errors):
        return (
            f"nothing changed, the graph has {'all ' if report.rows > 1 else ''}{_rows(report.rows)}.{_topics(report)}"
        )
    counts = f"{report.written:,} written, {report.unchanged:,} unchanged, {refused}"
    return f"{_rows(report.rows)} read: {counts}.{_topics(report)}"


def _rows(number: int) -> str:
    return counted(number, "row")


def _topics(report: Report) -> str:
    return f" The disputes of {counted(report.topics, 'topic')} were computed." if report.topics else ""
