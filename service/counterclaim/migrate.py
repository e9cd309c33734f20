"""Migrations: numbered changes of the schema, run once each, recorded in the graph with their checksum."""

from __future__ import annotations

from datetime import UTC, datetime

from counterclaim.errors import CounterclaimError
from counterclaim.graph import Graph, Transaction
from counterclaim_cypher import Migration, Step, migrations


class MigrationError(CounterclaimError):
    """The graph's schema is not one that this version can go on from."""

    code = "migration"


async def pending(graph: Graph) -> list[Migration]:
    """The migrations still to run, in order; raises MigrationError where the recorded ones differ from ours."""
    done = {row["id"]: row["checksum"] for row in await graph.read("migrations_done")}
    ours = {migration.version: migration for migration in migrations()}
    if unknown := sorted(done.keys() - ours.keys()):
        remedy = "Use the version that wrote it, or a newer one."
        raise MigrationError(
            f"The graph has the migration V{unknown[0]}, which this version does not know.", remedy=remedy
        )
    for version in sorted(done):
        if done[version] != ours[version].checksum:
            remedy = "Restore the file: a migration that ran is never changed, a new one follows it."
            raise MigrationError(f"The migration V{version} is not the one that ran in this graph.", remedy=remedy)
    return [migration for version, migration in ours.items() if version not in done]


async def migrate(graph: Graph) -> list[Migration]:
    """Run what is pending; returns it. Each statement can be run again, so a killed run is finished by the next."""
    waiting = await pending(graph)
    for migration in waiting:
        for step in migration.steps:
            if _can(graph, step):
                await _run(graph, step)
        await _record(graph, migration)
    return waiting


def _can(graph: Graph, step: Step) -> bool:
    return step.requires is None or bool(getattr(graph.capabilities, step.requires))


async def _run(graph: Graph, step: Step) -> None:
    async def work(tx: Transaction) -> None:
        await tx.execute(step.text)

    await graph.write("migrate", work)


async def _record(graph: Graph, migration: Migration) -> None:
    ran = datetime.now(UTC).isoformat(timespec="seconds")

    async def work(tx: Transaction) -> None:
        await tx.run(
            "write_migration",
            id=migration.version,
            description=migration.description,
            checksum=migration.checksum,
            ran=ran,
        )

    await graph.write("record_migration", work)
