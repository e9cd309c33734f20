"""The command line as a whole: its help, how it ends, how it serves."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shlex
import signal
import socket
import urllib.request
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import typer

from counterclaim.cli import main
from counterclaim.cli.commands import COMMANDS
from counterclaim.cli.running import Status, run, status_of
from counterclaim.errors import CounterclaimError, DatabaseUnavailable, EngineDiskFull
from counterclaim.graph import Graph
from counterclaim.settings import Settings
from tests.command import ROOT, Command, one_engine
from tests.conftest import KURSK


def test_help_lists_every_command_with_its_purpose(nowhere: Command) -> None:
    ended = nowhere("--help")
    assert ended.status == Status.OK
    for function in COMMANDS:
        assert re.search(rf"^  {function.__name__} +\w", ended.out, re.MULTILINE)


@pytest.mark.parametrize("name", [function.__name__ for function in COMMANDS])
def test_each_command_explains_itself_with_examples(nowhere: Command, name: str) -> None:
    ended = nowhere(name, "--help")
    assert ended.status == Status.OK
    examples = ended.out.partition("Examples:\n")[2]
    assert f"  counterclaim {name}" in examples
    assert max(map(len, ended.out.splitlines())) <= 120


def test_the_page_on_the_command_line_names_every_command_and_option(nowhere: Command) -> None:
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    for function in COMMANDS:
        assert f"`{function.__name__}`" in page
        for option in re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", nowhere(function.__name__, "--help").out, re.MULTILINE):
            assert option in page or option == "--help", f"{function.__name__} {option}"
    for use in re.findall(r"^    counterclaim (.*)$", page, re.MULTILINE):
        name, *arguments = shlex.split(use.partition(" > ")[0])
        assert name in {function.__name__ for function in COMMANDS}
        options = nowhere(name, "--help").out
        assert all(one in options for one in arguments if one.startswith("--"))


@pytest.mark.parametrize(
    "arguments", [["disputes", "--abuot", "Berdin"], ["compare", "one"], ["disputes", "--grade", "agreement"], ["lod"]]
)
def test_a_usage_error_is_told_on_stderr(nowhere: Command, arguments: list[str]) -> None:
    ended = nowhere(*arguments)
    assert (ended.status, ended.out) == (Status.USAGE, "")
    assert "Error: " in ended.err
    assert "Traceback" not in ended.err


ONE = {"--as-of", "--json"}
LIST = {"--limit", "--cursor", "--json", "--ndjson"}
NARROW = {"--about", "--from", "--to"}
DISPUTES = {"--grade", "--predicate", "--actor", "--between", "--as-of"}
STATEMENTS = {"--claimant", "--relayed-by", "--predicate", "--certainty", "--text", "--as-of"}
FITTING = {
    "disputes": LIST | NARROW | DISPUTES,
    "disputes --about x": LIST | NARROW | DISPUTES | {"--within"},
    "disputes x": ONE,
    "compare x y": ONE,
    "statements": LIST | NARROW | STATEMENTS,
    "statements --about x": LIST | NARROW | STATEMENTS | {"--within"},
    "statements x": ONE,
    "timeline": LIST | NARROW | {"--as-of"},
    "timeline --about x": LIST | NARROW | {"--as-of", "--within"},
    "events": LIST | NARROW,
    "events --about x": LIST | NARROW | {"--within"},
    "events x": ONE | {"--before", "--after"},
    "events x --before": LIST | {"--before"},
    "events x --after": LIST | {"--after"},
    "order x y": ONE,
    "places": LIST | {"--within", "--kind"},
    "places x": ONE,
    "actors": LIST | {"--within", "--kind"},
    "actors x": ONE,
    "documents": LIST | {"--publisher"},
    "documents x": ONE,
    "search x": LIST | {"--as-of"},
    "statements --ndjson": LIST - {"--json"} | NARROW | STATEMENTS,
}
"""The options that say something to each form of a question."""


@pytest.mark.parametrize("form", FITTING)
def test_an_option_that_says_nothing_to_what_is_asked_is_refused(
    nowhere: Command, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr("counterclaim.cli.asking.run", lambda work: None)
    name, *more = form.split()
    uses = re.findall(r"^ +(--[a-z-]+)( [A-Z]+)?", nowhere(name, "--help").out, re.MULTILINE)
    options = [(option, value.strip()) for option, value in uses]
    assert {option for option, _ in options} >= FITTING[form]
    for option, value in options:
        sample = {"": [], "N": ["5"], "GRADE": ["possible"], "CERTAINTY": ["certain"], "KIND": ["state"]}
        ended = nowhere(name, *more, option, *sample.get(value, ["2025"]))
        assert ended.status == (Status.OK if option in FITTING[form] else Status.USAGE), option
        assert ended.status == Status.OK or option in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("places --as-of 2025-01-06", "--as-of needs PLACE: give both, or leave --as-of out."),
        ("events --before", "--before needs EVENT: give both, or leave --before out."),
        ("disputes --within", "--within needs --about: give both, or leave --within out."),
        ("disputes --within Kursk", "--within does not go with ID: leave one of the two out."),
        ("statements x --limit 50", "--limit does not go with ID: leave one of the two out."),
        ("events x --before --after", "--after does not go with --before: leave one of the two out."),
        ("timeline --json --ndjson", "--json does not go with --ndjson: leave one of the two out."),
    ],
)
def test_what_does_not_fit_is_named_with_what_to_do(nowhere: Command, arguments: str, said: str) -> None:
    ended = nowhere(*arguments.split())
    assert (ended.status, ended.out, ended.err) == (Status.USAGE, "", f"counterclaim: {said}\n")
    assert not nowhere.settings.home.exists()


def test_a_setting_that_can_not_be_used_is_named(nowhere: Command) -> None:
    ended = nowhere("check", str(KURSK), COUNTERCLAIM_PORT="99999")
    assert (ended.status, ended.out) == (Status.USAGE, "")
    assert ended.err.startswith("counterclaim: COUNTERCLAIM_PORT: ")
    assert ended.err.count("\n") == 1


def test_predicates_that_can_not_be_read_are_a_usage_error(nowhere: Command, tmp_path: Path) -> None:
    ended = nowhere("check", str(KURSK), COUNTERCLAIM_PREDICATES=str(tmp_path / "none.yaml"))
    assert ended.status == Status.USAGE
    assert "none.yaml" in ended.err


def test_a_database_that_is_not_there_is_an_engine_error(nowhere: Command) -> None:
    ended = nowhere("disputes", NEO4J_URI="bolt://127.0.0.1:1", NEO4J_PASSWORD="none")  # noqa: S106
    assert (ended.status, ended.out) == (Status.ENGINE, "")
    assert "NEO4J_URI" in ended.err
    assert ended.err.count("\n") == 1


def test_a_data_folder_that_can_not_be_used_is_an_engine_error(nowhere: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = nowhere("disputes", COUNTERCLAIM_HOME=str(tmp_path / "file" / "home"))
    assert ended.status == Status.ENGINE
    assert "COUNTERCLAIM_HOME" in ended.err


def test_the_status_is_that_of_the_nearest_class() -> None:
    assert status_of(EngineDiskFull("Full.")) is Status.ENGINE
    assert status_of(CounterclaimError("Something.")) is Status.INPUT


def test_a_defect_is_told_without_a_traceback_unless_asked(nowhere: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("counterclaim.cli.store.load_registry", broken)
    ended = nowhere("check", str(KURSK))
    assert ended.status == Status.DEFECT
    assert "ZeroDivisionError: by nought" in ended.err
    assert "Traceback" not in ended.err
    assert "Traceback" in nowhere("--traceback", "check", str(KURSK)).err


@one_engine
def test_a_reader_who_goes_away_ends_it_quietly(command: Command, kursk: Graph) -> None:
    process = command.start("statements", "--ndjson")
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (Status.BROKEN_PIPE, "")


def test_ctrl_c_is_not_taken_for_an_error_that_it_leads_to() -> None:
    async def work(settings: Settings) -> Status:
        os.kill(os.getpid(), signal.SIGINT)
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            raise DatabaseUnavailable("The connection was given up.") from None
        return Status.OK

    with pytest.raises(typer.Exit) as ended:
        run(work)
    assert ended.value.exit_code == Status.INTERRUPTED


def test_ctrl_c_ends_it_cleanly(nowhere: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(30)
        address = f"bolt://127.0.0.1:{silent.getsockname()[1]}"
        process = nowhere.start("disputes", NEO4J_URI=address, NEO4J_PASSWORD="none")  # noqa: S106
        with silent.accept()[0]:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (Status.INTERRUPTED, "")
    assert "Traceback" not in err


@pytest.mark.parametrize("number", [pytest.param(signal.SIGINT, marks=pytest.mark.slow), signal.SIGTERM])
def test_the_service_says_where_it_answers_and_stops_when_told(
    command: Command, kursk: Graph, number: signal.Signals
) -> None:
    process = command.start("serve", "--port", "0")
    assert process.stdout is not None
    said = "".join(process.stdout.readline() for _ in range(3))
    found = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert found and f"{found[0]}/docs" in said and "bolt://" in said
    with urllib.request.urlopen(f"{found[0]}/healthz", timeout=30) as answer:  # noqa: S310
        assert answer.status == 200
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == Status.OK
    (line,) = map(json.loads, err.splitlines())
    assert (line["event"], line["route"], line["status"]) == ("request", "/healthz", 200)


def test_a_busy_port_is_told_before_anything_is_started(nowhere: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = nowhere("serve", "--port", str(taken.getsockname()[1]))
    assert ended.status == Status.USAGE
    assert "--port" in ended.err
    assert not nowhere.settings.home.exists()


def test_the_installed_command_is_this_one() -> None:
    (entry,) = entry_points(group="console_scripts", name="counterclaim")
    assert entry.load() is main
