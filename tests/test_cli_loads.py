"""The commands that check, load and export, and the demo."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from counterclaim.cli.running import Status
from counterclaim.graph import Graph
from counterclaim_loaders import json_schema
from tests.command import Command
from tests.conftest import KURSK
from tests.snapshots import is_empty

GOOD = '{"row": "actor", "id": "someone"}\n'
BAD = '{"row": "actor", "id": "someone", "kind": "stat"}\n{"row": "place", "id": "p", "part_of": "nowhere"}\n'


def test_check_needs_no_graph_and_makes_none(nowhere: Command) -> None:
    ended = nowhere("check", str(KURSK))
    assert ended.status == Status.OK
    assert ended.out.endswith(": 180 rows checked, none refused; nothing was written.\n")
    assert not nowhere.settings.home.exists()


def test_the_schema_is_printed_and_needs_no_graph(nowhere: Command) -> None:
    ended = nowhere("schema")
    assert (ended.status, ended.err) == (Status.OK, "")
    assert json.loads(ended.out) == json_schema()
    assert not nowhere.settings.home.exists()


def test_every_error_is_listed_with_place_code_and_remedy(nowhere: Command, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(BAD)
    ended = nowhere("check", str(path), str(tmp_path / "none.yaml"))
    assert ended.status == Status.INPUT
    lines = ended.out.splitlines()
    assert lines[0] == f"{path}:1  actor someone, kind = stat"
    assert lines[1].endswith("Did you mean state? [invalid]")
    assert lines[2] == f"{path}:2  place p, part_of = nowhere"
    assert lines[3].endswith("[dangling]")
    assert lines[4] == f"{path}: 2 rows checked, 2 refused; nothing was written."
    assert "[unreadable]" in lines[6]


def test_reports_as_json_are_one_a_line(nowhere: Command, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(BAD)
    ended = nowhere("check", str(KURSK), str(path), "--json")
    good, bad = map(json.loads, ended.out.splitlines())
    assert ended.status == Status.INPUT
    assert (good["state"], good["rows"], good["errors"]) == ("checked", 180, [])
    assert [error["code"] for error in bad["errors"]] == ["invalid", "dangling"]


def test_loading_twice_changes_nothing_and_says_so(command: Command, empty: Graph) -> None:
    first = command("load", str(KURSK))
    assert first.status == Status.OK
    assert ": 180 rows read: 180 written, 0 unchanged, none refused. The disputes of" in first.out
    before = command("export").out
    again = command("load", str(KURSK))
    assert again.out == f"{KURSK}: nothing changed, the graph has all 180 rows.\n"
    assert again.status == Status.OK
    assert command("export").out == before


def test_good_rows_are_loaded_and_bad_ones_refused(command: Command, empty: Graph, tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text(GOOD.replace("someone", "good") + BAD)
    ended = command("load", str(path))
    assert ended.status == Status.INPUT
    assert ended.out.endswith("3 rows read: 1 written, 0 unchanged, 2 refused.\n")
    assert [json.loads(line)["id"] for line in command("export").out.splitlines()] == ["good"]


@pytest.mark.parametrize("way", [["load", "--stop-on-error"], ["load", "--dry-run"], ["check"]])
async def test_nothing_is_written(command: Command, empty: Graph, tmp_path: Path, way: list[str]) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text(GOOD.replace("someone", "good") + BAD)
    ended = await asyncio.to_thread(command, *way, str(path))
    assert ended.status == Status.INPUT
    assert "nothing was written" in ended.out
    assert await is_empty(empty)


def test_check_finds_in_the_graph_what_rows_name(command: Command, empty: Graph, tmp_path: Path) -> None:
    (tmp_path / "actor.jsonl").write_text(GOOD)
    (tmp_path / "part.jsonl").write_text('{"row": "actor", "id": "part", "part_of": "someone"}\n')
    assert command("check", str(tmp_path / "part.jsonl")).status == Status.INPUT
    assert command("load", str(tmp_path / "actor.jsonl")).status == Status.OK
    assert command("check", str(tmp_path / "part.jsonl")).status == Status.OK


def test_an_export_goes_to_a_file_as_to_the_output(command: Command, kursk: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    ended = command("export", "--output", str(path))
    assert (ended.status, ended.out, ended.err) == (Status.OK, "", "")
    assert command("export").out == path.read_text(encoding="utf-8")
    assert command("check", str(path)).status == Status.OK
    assert command("export", "-o", str(tmp_path / "no" / "folder")).status == Status.INPUT


def test_migrate_says_that_nothing_is_pending(command: Command, kursk: Graph) -> None:
    for arguments in (["migrate"], ["migrate", "--dry-run"]):
        assert command(*arguments).out == "The schema is up to date.\n"


def test_the_demo_is_load_and_disputes(command: Command, kursk: Graph) -> None:
    ended = command("demo")
    assert ended.status == Status.OK
    assert command("disputes", "--about", "Berdin").out in ended.out
    last = ended.out.splitlines()[-1]
    assert all(way in last for way in ("counterclaim serve", "curl", "bolt://"))


def test_the_demo_needs_its_dossier(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ended = command("demo")
    assert ended.status == Status.USAGE
    assert "--dossier" in ended.err
