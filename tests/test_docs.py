"""The docs are true: what they name exists, what exists is named, and their examples run."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from textwrap import indent
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from counterclaim.app import create_app
from counterclaim.cli.commands import COMMANDS
from counterclaim.cli.running import Status
from counterclaim.errors import CounterclaimError
from counterclaim.graph import Graph, Transaction
from counterclaim.loading.load import Loader
from counterclaim.predicates import Registry
from counterclaim.problems import PASSING, STATUS
from counterclaim.settings import Settings
from counterclaim_loaders import Format, RowError, read_text
from tests.command import Command
from tests.conftest import Database

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
REST = (ROOT / "docs" / "rest.md").read_text(encoding="utf-8")
DOSSIER = (ROOT / "docs" / "dossier.md").read_text(encoding="utf-8")
COMMAND_LINE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])


def fenced(text: str, language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def indented(text: str, start: str) -> list[str]:
    """The indented lines that begin with a word, without their comments."""
    lines = re.findall(rf"^    ({start} .*)$", text, re.MULTILINE)
    return [line.split("  #")[0].strip() for line in lines]


def variables() -> set[str]:
    """The environment variables that are settings."""
    fields = Settings.model_fields.items()
    return {name.upper() if name.startswith("neo4j") else f"COUNTERCLAIM_{name.upper()}" for name, _ in fields}


def routes(app: FastAPI) -> set[str]:
    """The paths of the service."""
    return set(app.openapi()["paths"])


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    named = set(re.findall(r"^\| `((?:NEO4J|COUNTERCLAIM)_[A-Z0-9_]+)`", README, re.MULTILINE))
    assert named == variables()


def test_every_command_is_in_the_readme_and_no_other() -> None:
    names = {command.__name__ for command in COMMANDS}
    assert set(re.findall(r"(?:^    |`)counterclaim ([a-z]+)", README + COMMAND_LINE, re.MULTILINE)) <= names
    assert names == set(re.findall(r"^\| \[`([a-z]+)`\]", COMMAND_LINE, re.MULTILINE))


def test_every_route_is_in_the_reference_and_no_other() -> None:
    there = routes(create_app(Settings()))
    named = set(re.findall(r"`(?:GET|POST) (/[^`?\s]*)", REST))
    assert named == there


def test_every_error_is_in_the_reference_with_its_status_and_no_other() -> None:
    """A class that has just the status of all errors stays within: its errors become those of rows, or of a start."""
    everywhere = {(404, "not-found"), (405, "method-not-allowed"), (422, "invalid"), (500, "internal")}
    answered = {(status_of(kind), kind.code) for kind in kinds_of(CounterclaimError) if status_of(kind)}
    assert errors_told() == answered | everywhere


def test_the_reference_says_after_which_errors_to_ask_again() -> None:
    told = {code for _, code in errors_told("`Retry-After` seconds")}
    assert told == {kind.code for kind in PASSING}


def kinds_of(kind: type[CounterclaimError]) -> Iterator[type[CounterclaimError]]:
    """The classes below an error's."""
    for one in kind.__subclasses__():
        yield one
        yield from kinds_of(one)


def status_of(kind: type[CounterclaimError]) -> int | None:
    """The status of an error's class by the table, as the service looks it up; none if only the last resort is left."""
    found = next(one for one in kind.__mro__ if one in STATUS)
    return None if found is CounterclaimError else int(STATUS[found])


def errors_told(when: str = "") -> set[tuple[int, str]]:
    """The statuses and codes of the reference, in the rows whose last column says so."""
    rows = re.findall(r"^\| (\d{3}) \| (`.*`) \| (.*) \|$", REST, re.MULTILINE)
    named = ((int(status), codes.split(", ")) for status, codes, told in rows if when in told)
    return {(status, code.strip("`")) for status, codes in named for code in codes}


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"(?:^    |`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
        assert named <= targets, page.name


async def test_the_dossier_of_the_readme_loads(empty: Graph, registry: Registry) -> None:
    (text,) = fenced(README, "yaml")
    rows = read_text("README.md", BytesIO(text.encode()), Format.YAML)
    report = await Loader(empty, registry).load("README.md", "readme", rows)
    assert (report.errors, report.written) == ([], 5)


async def test_the_answer_of_the_readme_is_the_real_one(kursk: Graph, database: Database) -> None:
    (shown,) = re.findall(r"<!-- demo -->\n```\n(.*?)```", README, re.DOTALL)
    answered = await asyncio.to_thread(Command(database.settings), "disputes", "--about", "Berdin")
    assert answered.status == 0
    assert shown.strip() == answered.out.strip()


@pytest.mark.parametrize("line", indented(README, "counterclaim"))
async def test_the_commands_of_the_readme_run(kursk: Graph, database: Database, line: str) -> None:
    words = ["examples/kursk-2025-01/dossier.yaml" if w == "my-dossier.yaml" else w for w in shlex.split(line)[1:]]
    ended = await asyncio.to_thread(Command(database.settings), *words)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out


def test_the_error_that_the_page_on_the_command_line_shows_is_the_real_one(
    nowhere: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shown,) = re.findall(r"((?:^    .*\n)*    my-dossier.yaml: .*\n)", COMMAND_LINE, re.MULTILINE)
    dossier = fenced(DOSSIER, "yaml")[0].replace("status: presence", "status: presense")
    (tmp_path / "my-dossier.yaml").write_text(dossier, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ended = nowhere("check", "my-dossier.yaml")
    assert ended.status == Status.INPUT
    assert indent(ended.out, "    ") == shown


def test_editors_find_the_schema_where_the_command_puts_it(nowhere: Command) -> None:
    (line,) = indented(DOSSIER, "# yaml-language-server:")
    file = line.partition("$schema=")[2]
    assert f"counterclaim schema > {file}" in indented(DOSSIER, "counterclaim schema")
    told = nowhere("schema", "--help").out
    assert line in told and f"counterclaim schema > {file}" in told
    found = read_text("d", BytesIO(f"{line}\n{fenced(DOSSIER, 'yaml')[0]}".encode()), Format.YAML)
    assert not [one for one in found if isinstance(one, RowError)]


async def test_the_cypher_of_the_readme_finds_the_dispute(kursk: Graph) -> None:
    (text,) = fenced(README, "cypher")

    async def ask(tx: Transaction) -> list[dict[str, Any]]:
        return await tx.rows(text)

    rows = await kursk.write("readme", ask)
    assert {row["a.name"] for row in rows} >= {"Institute for the Study of War", "Russian Ministry of Defence"}


@pytest.mark.parametrize("line", [line for line in indented(README + REST, "curl") if "--data-binary" not in line])
async def test_the_curl_lines_are_answered(client: httpx.AsyncClient, line: str) -> None:
    words = [word for word in shlex.split(line)[1:] if word != "-G"]
    url = next(word for word in words if word.startswith("http"))
    given = [words[place + 1] for place, word in enumerate(words) if word == "--data-urlencode"]
    if "--json" in words:
        answer = await client.post(url, json=json.loads(words[words.index("--json") + 1]))
    else:
        answer = await client.get(url, params=dict(pair.split("=", 1) for pair in given) or None)
    assert answer.status_code == 200
    assert answer.json()
