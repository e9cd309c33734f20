"""The export is the whole graph, the same bytes for the same rows, and loads again to the same graph."""

from __future__ import annotations

import io
import json
import os
import random
import stat
from pathlib import Path
from typing import Any

import pytest

from counterclaim.errors import DatabaseBusy
from counterclaim.export import export_lines, replacing
from counterclaim.graph import Graph, Transaction
from counterclaim.loading.load import Loader, Report
from counterclaim.models import ROWS, read_row
from counterclaim.predicates import Registry
from counterclaim_loaders import Format, RowError, SourcedRow, read, read_text
from tests.dossiers import Rows, split
from tests.snapshots import snapshot, wipe
from tests.test_loading_invariance import examples

KURSK = Path(__file__).parent.parent / "examples" / "kursk-2025-01" / "dossier.yaml"


async def exported(graph: Graph) -> list[str]:
    return [line async for line in export_lines(graph)]


async def load_lines(graph: Graph, registry: Registry, lines: list[str]) -> Report:
    content = "".join(f"{line}\n" for line in lines).encode()
    return await Loader(graph, registry).load(
        "export", "digest", read_text("export", io.BytesIO(content), Format.JSON_LINES)
    )


async def load_rows(graph: Graph, registry: Registry, rows: Rows, name: str) -> None:
    sourced = [SourcedRow(read_row(kind, row), name, None, index) for index, (kind, row) in enumerate(rows)]
    report = await Loader(graph, registry).load(name, name, sourced)
    assert not report.errors


async def test_it_holds_every_row_of_the_dossier_as_given(kursk: Graph) -> None:
    given = {}
    for found in read(KURSK):
        assert isinstance(found, SourcedRow)
        given[found.row.id] = {"row": found.row.kind_of_row, **found.row.canonical()}
    for line in await exported(kursk):
        row = json.loads(line)
        if row["row"] == "statement":
            assert row.pop("recorded")
        assert row == given.pop(row["id"])
    assert not given


async def test_kinds_come_in_the_order_of_loading_and_each_by_id(kursk: Graph) -> None:
    found = [(list(ROWS).index(row["row"]), row["id"]) for row in map(json.loads, await exported(kursk))]
    assert found == sorted(found)
    assert {kind for kind, _ in found} == set(range(len(ROWS)))


async def test_loading_it_again_gives_the_same_bytes_and_the_same_graph(empty: Graph, registry: Registry) -> None:
    await load_rows(empty, registry, [_unsourced(found) for found in read(KURSK)], "kursk")
    lines = await exported(empty)
    await wipe(empty)
    assert not (await load_lines(empty, registry, lines)).errors
    assert await exported(empty) == lines
    graph = await snapshot(empty)
    again = await load_lines(empty, registry, list(reversed(lines)))
    assert (again.written, again.unchanged) == (0, len(lines))
    assert await snapshot(empty) == graph


def _unsourced(found: SourcedRow | RowError) -> tuple[str, dict[str, Any]]:
    assert isinstance(found, SourcedRow)
    return found.row.kind_of_row, found.row.canonical()


@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.slow) for number in (1, 2))])
async def test_partial_loads_and_unions_export_and_load_again(empty: Graph, registry: Registry, number: int) -> None:
    rows = examples(6)[number]
    for place, part in enumerate(split(rows, random.Random(number))):
        await load_rows(empty, registry, part, f"part {place}")
    lines = await exported(empty)
    assert len(lines) == len({row["id"] for _, row in rows})
    await wipe(empty)
    assert not (await load_lines(empty, registry, lines)).errors
    assert await exported(empty) == lines


async def test_ids_of_all_scripts_come_in_one_order_on_every_engine(
    empty: Graph, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = ["Z", "_", "a", "é", "ż", "Бердин", "Ａ", "𐌰", "a.1", "a-1", "a1", "10", "9"]
    await load_rows(empty, registry, [("actor", {"id": one}) for one in ids], "actors")
    monkeypatch.setattr("counterclaim.export.PAGE", 3)
    assert [json.loads(line)["id"] for line in await exported(empty)] == sorted(ids)


async def test_the_path_of_a_text_stays_with_its_dossier(empty: Graph, registry: Registry) -> None:
    await load_rows(empty, registry, [("document", {"id": "d", "file": "d.txt", "title": "D"})], "with a text")
    assert await exported(empty) == ['{"row":"document","id":"d","title":"D"}']


async def test_a_write_in_between_is_told(empty: Graph, registry: Registry) -> None:
    await load_rows(empty, registry, [("actor", {"id": "a"}), ("place", {"id": "p"})], "first")
    lines = export_lines(empty)
    assert json.loads(await anext(lines))["id"] == "a"
    await load_rows(empty, registry, [("actor", {"id": "b"})], "second")
    with pytest.raises(DatabaseBusy, match="during the export"):
        [line async for line in lines]


async def test_an_empty_graph_has_no_lines(empty: Graph) -> None:
    async def nothing(transaction: Transaction) -> None:
        await transaction.run("ping")

    await empty.write("nothing", nothing)
    assert await exported(empty) == []


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    path.write_text("before\n")
    path.chmod(0o640)
    with pytest.raises(ZeroDivisionError), replacing(path) as file:
        file.write("half a line")
        raise ZeroDivisionError
    assert path.read_text() == "before\n"
    assert list(tmp_path.iterdir()) == [path]
    with replacing(path) as file:
        file.write("after\n")
        assert path.read_text() == "before\n"
    assert path.read_text() == "after\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_and_a_pipe_takes_what_comes(tmp_path: Path) -> None:
    path, link, pipe = tmp_path / "graph.jsonl", tmp_path / "link", tmp_path / "pipe"
    link.symlink_to(path)
    with replacing(link) as file:
        file.write("rows\n")
    assert link.is_symlink()
    assert path.read_text() == "rows\n"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with replacing(pipe) as file:
        file.write("rows\n")
    assert os.read(reading, 100) == b"rows\n"
    os.close(reading)
    assert pipe.is_fifo()
