"""The commands that ask: what they print for people, and for programs."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
from typing import Any

import httpx
import pytest

from counterclaim.answers import Origins, Run
from counterclaim.cli.commands import COMMANDS
from counterclaim.cli.running import Status
from counterclaim.cli.words import days, listed, spelled, voices
from counterclaim.graph import Graph
from tests.command import Command, one_engine

ANSI = "\x1b["
PAIR = ("isw-berdin-presence", "mod-berdin-outskirts")
EXAMPLES = [(command.__name__, use) for command, uses in COMMANDS.items() for use in uses]
OTHERS = ("demo", "serve", "load", "check", "schema", "migrate", "export")
ASKING = [use for name, use in EXAMPLES if name not in OTHERS]


@one_engine
@pytest.mark.parametrize("use", ASKING)
def test_the_examples_of_help_find_something(command: Command, kursk: Graph, use: str) -> None:
    ended = command(*shlex.split(use))
    assert (ended.status, ended.err) == (Status.OK, "")
    assert len(ended.out.splitlines()) > 1 or "--ndjson" in use
    assert not re.search(r"^(No |Nothing )", ended.out)
    assert ANSI not in ended.out


@one_engine
@pytest.mark.parametrize(
    ("arguments", "route"),
    [
        (["disputes", "--about", "Berdin"], "/v1/disputes?about=Berdin"),
        (["disputes", "berdin~territory"], "/v1/disputes/berdin~territory"),
        (
            ["compare", "isw-berdin-presence", "mod-berdin-outskirts"],
            "/v1/compare?a=isw-berdin-presence&b=mod-berdin-outskirts",
        ),
        (["statements", "--about", "Berdin", "--limit", "2"], "/v1/statements?about=Berdin&limit=2"),
        (["statements", "isw-berdin-presence"], "/v1/statements/isw-berdin-presence"),
        (["timeline", "--about", "Berdin"], "/v1/timeline?about=Berdin"),
        (["events", "berdin-entry"], "/v1/events/berdin-entry"),
        (["order", "kursk-incursion", "kursk-push"], "/v1/order?a=kursk-incursion&b=kursk-push"),
        (["places", "Berdin"], "/v1/places/berdin"),
        (["actors", "ISW"], "/v1/actors/isw"),
        (["documents", "twz-2025-01-06"], "/v1/documents/twz-2025-01-06"),
        (["search", "Kurakhovo"], "/v1/search?q=Kurakhovo"),
    ],
)
async def test_json_is_what_rest_answers(
    command: Command, client: httpx.AsyncClient, arguments: list[str], route: str
) -> None:
    answer = await client.get(route)
    ended = await asyncio.to_thread(command, *arguments, "--json")
    assert ended.status == Status.OK
    assert json.loads(ended.out) == answer.raise_for_status().json()


@one_engine
def test_a_dispute_shows_who_says_what_and_where_it_stands(command: Command, kursk: Graph) -> None:
    found = json.loads(command("disputes", "--about", "Berdin", "--json").out)["items"]
    shown = command("disputes", "--about", "Berdin").out
    assert found
    for dispute in found:
        heading = f"{dispute['grade']}  {dispute['subject']['name']}: {dispute['label']}"
        assert heading in shown
        block = shown.partition(heading)[2].partition("\n\n")[0]
        for side in dispute["sides"]:
            assert side["label"] in block
            for statement in side["statements"]:
                _shows(block, statement)


def _shows(block: str, statement: dict[str, Any]) -> None:
    """The lines of a statement end with its id; claimants, relays in order, text and passages stand above it."""
    lines = block.partition(f"id {statement['id']}")[0].splitlines()[-12:]
    text = "\n".join(lines)
    assert all(source["name"] in text for source in statement["claimants"])
    assert statement["certainty"] in text
    assert statement["stated"] in text
    if statement["relays"]:
        chain = ", then ".join(
            f"{one['name']} ({one['cue']})" if one["cue"] else one["name"] for one in statement["relays"]
        )
        assert f"via {chain}" in text
    assert statement["text"] in text
    for passage in statement["passages"]:
        assert f"{passage['document']} {passage['start']}-{passage['end']}" in text


@one_engine
def test_all_items_come_one_a_line_whatever_the_limit(
    command: Command, kursk: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = json.loads(command("statements", "--limit", "500", "--json").out)
    monkeypatch.setattr("counterclaim.cli.asking.MAX_LIMIT", 7)
    lines = command("statements", "--limit", "1", "--ndjson").out.splitlines()
    assert [json.loads(line) for line in lines] == whole["items"]
    assert len(lines) > 50


@one_engine
def test_a_page_says_how_to_go_on(command: Command, kursk: Graph) -> None:
    whole = json.loads(command("statements", "--limit", "4", "--json").out)["items"]
    first = command("statements", "--limit", "3").out
    cursor = first.rpartition("--cursor ")[2].strip()
    second = json.loads(command("statements", "--limit", "1", "--cursor", cursor, "--json").out)["items"]
    assert second == whole[3:]


@one_engine
@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["disputes", "--about", "Berdinn"], Status.INPUT, "berdin"),
        (["statements", "no-such-statement"], Status.INPUT, "no-such-statement"),
        (["disputes", "--about", "Russia"], Status.INPUT, "country-russia"),
        (["disputes", "--as-of", "yesterday"], Status.USAGE, "EDTF"),
        (["statements", "--predicate", "teritory"], Status.USAGE, "teritory"),
        (["statements", "--cursor", "x"], Status.USAGE, "cursor"),
    ],
)
def test_a_question_that_can_not_be_answered_says_why(
    command: Command, kursk: Graph, arguments: list[str], status: Status, said: str
) -> None:
    ended = command(*arguments)
    assert (ended.status, ended.out) == (status, "")
    assert ended.err.startswith("counterclaim: ")
    assert said in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-01-05", "2025-01-05"),
        ("2025-01-06~", "about 2025-01-06"),
        ("2024-08?", "perhaps 2024-08"),
        ("2024-08%", "perhaps about 2024-08"),
        ("2025-01-05~/..", "from about 2025-01-05 on"),
        ("2025-01-05/", "from 2025-01-05 to an unknown end"),
        ("../2025-01-05", "until 2025-01-05"),
        ("2024-08/2024-10?", "2024-08 to perhaps 2024-10"),
    ],
)
def test_times_are_spelled_out(edtf: str, words: str) -> None:
    assert spelled(edtf) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-01-05", "2025-01-06", "2025-01-05"),
        ("2025-01-05", "2025-02-01", "2025-01-05 to 2025-01-31"),
        ("2025-01-05T10:00:00Z", "2025-01-05T11:00:00Z", "2025-01-05T10:00:00Z to 2025-01-05T11:00:00Z"),
        ("2025-01-05", None, "from 2025-01-05 on"),
        (None, "2025-01-06", "up to 2025-01-05"),
        (None, None, "at all times"),
    ],
)
def test_a_run_is_told_by_its_first_and_last_day(start: str | None, end: str | None, words: str) -> None:
    assert days(Run(from_=start, to=end)) == words


def test_voices_and_long_lists_are_counted() -> None:
    assert voices(Origins(min=1, max=1, complete=True)) == "1 independent voice"
    assert voices(Origins(min=1, max=3, complete=True)) == "1 to 3 independent voices"
    assert voices(Origins(min=2, max=3, complete=False)) == "at most 3 independent voices"
    assert listed(map(str, range(6))) == "0; 1; 2; 3; 4; 5"
    assert listed(map(str, range(1_008))) == "0; 1; 2; 3; 4; 5; and 1,002 more"
