"""Every .cypher file: its head, who uses it, and on each engine its plan, its rows and what it writes."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest

import counterclaim
from counterclaim.graph import Capabilities, Graph, Row, Transaction
from counterclaim.graph.doors import KERNEL
from counterclaim_cypher import CypherFileError, migrations, queries
from counterclaim_cypher.reader import read_migration, read_query
from tests.plans import explained, scans
from tests.samples import sampled
from tests.snapshots import contents, snapshot

TEXT = """// name: one
// purpose: A test.
// access: read
// parameters: ids
UNWIND $ids AS id
RETURN id // not $this one
"""

SCANS_ALLOWED = {
    "migrations_done": "there are as many as the schema has had versions",
}
"""Queries that read a whole label, and why no index could serve them."""


def test_the_head_of_a_query_is_read() -> None:
    query = read_query("one.cypher", TEXT)
    assert (query.name, query.access, sorted(query.parameters)) == ("one", "read", ["ids"])
    assert query.text.startswith("UNWIND")
    assert query.requires is None
    assert read_query("one.cypher", f"// requires: fulltext\n{TEXT}").requires == "fulltext"


def test_what_is_required_is_a_capability() -> None:
    required = {query.requires for query in queries().values()}
    required |= {step.requires for migration in migrations() for step in migration.steps}
    assert required - {None} <= {field.name for field in fields(Capabilities)}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("two.cypher", "", "", "names it one"),
        ("one.cypher", "// purpose: A test.\n", "", "no `// purpose"),
        ("one.cypher", "access: read", "access: maybe", "not maybe"),
        ("one.cypher", "parameters: ids", "parameters:", "declares"),
        ("one.cypher", "parameters: ids", "parameters: ids, limit", "declares"),
        ("one.cypher", "// purpose", "// sense: none\n// purpose", "unknown key sense"),
    ],
)
def test_a_head_that_does_not_fit_is_refused(file: str, old: str, new: str, said: str) -> None:
    with pytest.raises(CypherFileError, match=re.escape(said)):
        read_query(file, TEXT.replace(old, new) if old else TEXT)


def test_a_migration_is_split_into_steps() -> None:
    text = "// requires: fulltext\nCREATE INDEX a;\nCREATE INDEX b;\n"
    migration = read_migration("V0009__two_steps.cypher", text)
    assert (migration.version, migration.description) == ("0009", "two steps")
    assert [(step.text, step.requires) for step in migration.steps] == [
        ("CREATE INDEX a", "fulltext"),
        ("CREATE INDEX b", None),
    ]
    assert read_migration("V0009__two_steps.cypher", text + "\n").checksum != migration.checksum


def test_migrations_are_numbered_without_gaps() -> None:
    assert [migration.version for migration in migrations()] == [f"{n:04}" for n in range(1, len(migrations()) + 1)]


def test_every_query_is_used() -> None:
    assert unused({*queries(), "asked_by_nobody"}) == {"asked_by_nobody"}


def unused(names: set[str]) -> set[str]:
    """Those that the service names nowhere, whole or in parts as in `link_{kind}s`."""
    sources = Path(counterclaim.__file__).parent.rglob("*.py")
    nodes = [node for path in sources for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    words = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    patterns = [_pattern(node) for node in nodes if isinstance(node, ast.JoinedStr)]
    return {name for name in names - words if not any(pattern.fullmatch(name) for pattern in patterns)}


def _pattern(text: ast.JoinedStr) -> re.Pattern[str]:
    """What an f-string can be; nothing where it has no word of its own, since that could be any name."""
    parts = [str(part.value) if isinstance(part, ast.Constant) else "" for part in text.values]
    if not re.search("[a-z]", "".join(parts)):
        return re.compile("(?!)")
    return re.compile("".join(re.escape(part) if part else "[a-z]+" for part in parts))


READS = sorted(query.name for query in queries().values() if query.access == "read")
WRITES = sorted(query.name for query in queries().values() if query.access == "write")


def skip_where_lacking(graph: Graph, name: str) -> None:
    """Skip the test of a query that the engine can't run."""
    requires = queries()[name].requires
    if requires and not getattr(graph.capabilities, requires):
        pytest.skip(f"this engine has no {requires}")


@pytest.mark.parametrize("name", [*READS, *WRITES])
async def test_an_index_serves_every_query_and_the_engine_has_nothing_to_remark(kursk: Graph, name: str) -> None:
    skip_where_lacking(kursk, name)
    shown, notifications = await explained(kursk, queries()[name].text, sampled(name))
    assert not notifications
    assert shown not in ("null", "{}")
    assert bool(scans(shown)) == (name in SCANS_ALLOWED), shown


async def test_neo4j_has_nothing_to_remark_on_the_schema_and_its_first_question(kursk: Graph) -> None:
    if kursk.capabilities.engine != "neo4j":
        pytest.skip("this engine carries out a schema command that it is to explain, and is not asked that question")
    for text in [KERNEL, *(step.text for migration in migrations() for step in migration.steps)]:
        assert not (await explained(kursk, text, {})).notifications, text


@pytest.mark.parametrize(
    "operator",
    [
        "AllNodesScan",
        "NodeByLabelScan",
        "PartitionedUnionNodeByLabelsScan",
        "NodeIndexScan",
        "DirectedRelationshipTypeScan",
        "UndirectedUnionRelationshipTypesScan",
        "UndirectedAllRelationshipsScan",
    ],
)
def test_an_operator_that_reads_all_is_noticed(operator: str) -> None:
    assert scans(f'{{"operatorType": "{operator}@neo4j"}}') == [operator]


@pytest.mark.parametrize("pattern", ["(n:Actor)", "(n:Actor|Place)"])
async def test_a_plan_that_reads_a_label_is_noticed(kursk: Graph, pattern: str) -> None:
    assert scans((await explained(kursk, f"MATCH {pattern} RETURN n", {})).plan)


STALE = {"freshen_topics", "stale_near", "stale_topics"}
"""Queries for which a loaded dossier has nothing: topics are marked as stale before them, in the same transaction."""

UNFILLED = {
    "actors_by_id": {"reliability"},
    "documents_by_id": {"url"},
    "documents_containing": {"aliases"},
    "events_containing": {"aliases"},
    "revisers": {"retracted", "revised", "revises"},
    "statements_by_id": {"retracted", "revises", "revised_by"},
}
"""Columns for which there is nothing in the dossier."""

WITHOUT_ROWS = {
    "mark_naming_places": "what is said of the whole of a place is who holds it, and that names an actor",
}
"""Writing queries that return no row of the dossier, and why."""


class RolledBack(Exception):
    """Ends a transaction without a trace: what a query answered in it, and the graph before and after."""

    def __init__(self, rows: list[Row], before: Counter[str], after: Counter[str]) -> None:
        super().__init__()
        self.rows, self.before, self.after = rows, before, after


async def tried(graph: Graph, name: str) -> RolledBack:
    """Run a query in a transaction that is rolled back."""

    async def work(tx: Transaction) -> None:
        if name in STALE:
            await tx.run("remark_topics", **sampled("remark_topics"))
        before = await contents(tx)
        rows = await tx.run(name, **sampled(name))
        raise RolledBack(rows, before, await contents(tx))

    with pytest.raises(RolledBack) as ended:
        await graph.write(name, work)
    return ended.value


def columns(text: str) -> list[str]:
    """What the last RETURN of a statement calls its columns, in order; none if it has no RETURN."""
    while (flat := re.sub(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}", "", text)) != text:
        text = flat
    *before, returned = re.split(r"\bRETURN\b", text)
    return [column.split()[-1] for column in re.split("ORDER BY|LIMIT", returned)[0].split(",")] if before else []


@pytest.mark.parametrize("name", READS)
async def test_every_reading_query_finds_rows_of_its_columns(kursk: Graph, name: str) -> None:
    """That the models take them is seen where the service is asked (test_rest_...)."""
    skip_where_lacking(kursk, name)
    rows = (await tried(kursk, name)).rows if name in STALE else await kursk.read(name, **sampled(name))
    assert rows
    returned = columns(queries()[name].text)
    assert all(list(row) == returned for row in rows)
    filled = {column for row in rows for column, value in row.items() if value not in (None, [], "")}
    assert set(returned) - filled == UNFILLED.get(name, set())


@pytest.mark.parametrize("name", WRITES)
async def test_every_writing_query_writes(kursk: Graph, name: str) -> None:
    done = await tried(kursk, name)
    gone, new = done.before - done.after, done.after - done.before
    assert (gone and not new) if name.startswith(("delete", "unlink")) else new
    returned = columns(queries()[name].text)
    assert bool(done.rows) == (bool(returned) and name not in WITHOUT_ROWS)
    assert all(list(row) == returned for row in done.rows)


async def test_what_was_tried_leaves_no_trace(kursk: Graph) -> None:
    at_first = await snapshot(kursk)
    await tried(kursk, "delete_disputes")
    assert await snapshot(kursk) == at_first
