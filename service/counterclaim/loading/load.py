"""A load from its source to its report: check and stage, write the rows, compute the disputes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from counterclaim.graph import Graph, Transaction
from counterclaim.loading.check import Checker
from counterclaim.loading.compute import computable, compute
from counterclaim.loading.references import references
from counterclaim.loading.staging import KINDS, Staged, Staging, State, staging
from counterclaim.loading.turns import Turns, take_turn
from counterclaim.loading.write import Overtaken, Writer
from counterclaim.predicates import Registry
from counterclaim_loaders import RowError, SourcedRow

BATCH = 2_000
"""Rows in one transaction."""
TOPICS = 300
"""Topics computed in one transaction."""

Progress = Callable[[str, int, int | None], None]
"""Told the stage, how much of it is done, and of how much."""


class Report(BaseModel):
    """What became of a load."""

    id: str = Field(description="Hash of the source's content: the same content is the same load")
    source: str = Field(description="What was loaded")
    state: str = Field(description="checked, loading, loaded; or stopped: at an error, or as no row could be read")
    rows: int = Field(0, description="Rows read, those at fault among them")
    written: int = Field(0, description="Rows that were new or added to what the graph had, in this run")
    unchanged: int = Field(0, description="Rows that the graph had already")
    refused: int = Field(0, description="Rows at fault")
    topics: int = Field(0, description="Topics whose disputes were computed again")
    started: str = Field(description="When it began, ISO 8601 UTC")
    finished: str | None = Field(None, description="When it ended")
    faults: int = Field(0, description="Errors found; a row may have several")
    errors: list[dict[str, Any]] = Field([], description="The first of them, each with place, code and remedy")


class Loader:
    """Loads sources into a graph; without a graph it only checks them."""

    def __init__(self, graph: Graph | None, registry: Registry, progress: Progress | None = None) -> None:
        self.graph = graph
        self.registry = registry
        self.progress = progress or (lambda stage, done, total: None)

    async def load(
        self,
        source: str,
        digest: str,
        rows: Iterable[SourcedRow | RowError],
        *,
        base: Path | None = None,
        dry_run: bool = False,
        stop_on_error: bool = False,
    ) -> Report:
        """Load rows; `base` is the folder that document texts are read from.

        A row that contradicts what another load, under way at the same time, has written is refused as any other.
        Raises DatabaseError.
        """
        report = Report(id=digest, source=source, state="checked", started=_now())
        graph = None if dry_run else self.graph
        with staging() as waiting:
            checker, turn = Checker(waiting, self.graph, self.registry, base), 0
            report.rows = await self._take(checker, rows, stop_on_error=stop_on_error)
            if not (checker.found and stop_on_error):
                # Whoever else writes from here on takes a turn, and so is noticed.
                turn = await graph.write("take_turn", take_turn) if graph else 0
                await checker.finish()
            _tell(report, checker)
            if checker.found and (stop_on_error or not report.rows):
                report.state = "stopped"
            elif graph:
                turns = Turns(graph, Writer(self.registry, report.started), report.id, turn)
                await self._write(turns, waiting, checker, report, stop_on_error=stop_on_error)
        report.finished = _now()
        return report

    async def _take(self, checker: Checker, rows: Iterable[SourcedRow | RowError], *, stop_on_error: bool) -> int:
        """Check each row by itself, up to the first error if so asked; returns how many there were."""
        index = -1
        for row in rows:
            index = max(index, -1 if row.index is None else row.index)
            checker.take(row)
            if index % 1_000 == 999:
                self.progress("checking", index + 1, None)
                await asyncio.sleep(0)  # where it can be stopped
            if checker.found and stop_on_error:
                break
        return index + 1

    async def _write(
        self, turns: Turns, waiting: Staging, checker: Checker, report: Report, *, stop_on_error: bool
    ) -> None:
        report.state = "loading"
        await self._write_rows(turns, waiting, checker, report, stop_on_error=stop_on_error)
        report.written = turns.position.written
        report.unchanged = waiting.count() - report.written
        report.topics = await compute_all(turns.graph, self.registry, self.progress)
        report.state = "stopped" if report.errors and stop_on_error else "loaded"
        report.finished = _now()
        properties = {**report.model_dump(exclude={"errors"}), "errors": json.dumps(report.errors[:100])}

        async def finish(tx: Transaction) -> None:
            await tx.run("write_load", id=report.id, properties=properties)

        await turns.graph.write("load_end", finish)

    async def _write_rows(
        self, turns: Turns, waiting: Staging, checker: Checker, report: Report, *, stop_on_error: bool
    ) -> None:
        """Write the rows batch by batch; one that another load has meanwhile left no room for is refused."""
        total, done = waiting.count(), 0
        for kind in KINDS:
            for batch in waiting.batches(kind, BATCH):
                done += len(batch)
                while rows := [row for row in batch if row.state != State.SAME and row.id not in checker.refused]:
                    checkpoint = {**report.model_dump(exclude={"errors"}), "total": total}
                    try:
                        await turns.write(rows, self._kinds(waiting, checker.known, rows), done, checkpoint)
                    except Overtaken as error:
                        checker.overtaken(error)
                        _tell(report, checker)
                        if stop_on_error:
                            return
                        continue
                    self.progress("writing", done, total)
                    break

    def _kinds(self, waiting: Staging, known: Mapping[str, str], batch: Sequence[Staged]) -> dict[str, str]:
        named = {ref.id for staged in batch for ref in references(staged.kind, staged.row, self.registry)}
        return {one: kind for one in named if (kind := waiting.kind(one) or known.get(one))}


async def compute_all(graph: Graph, registry: Registry, progress: Progress) -> int:
    """Compute every stale topic again, also what an interrupted load has left; returns how many there were."""

    async def work(tx: Transaction) -> int:
        await take_turn(tx)
        return await compute(tx, registry, TOPICS)

    total = 0
    if not await graph.read("stale_topics", predicates=computable(registry), limit=1):
        return 0
    while done := await graph.write("compute_disputes", work):
        total += done
        progress("computing disputes", total, None)
    return total


def _tell(report: Report, checker: Checker) -> None:
    """What is at fault so far."""
    report.errors = [_as_dict(error) for error in checker.errors]
    report.faults, report.refused = checker.found, len(checker.faulty)


def _as_dict(error: RowError) -> dict[str, Any]:
    return {name: value for name in error.__dataclass_fields__ if (value := getattr(error, name)) is not None}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
