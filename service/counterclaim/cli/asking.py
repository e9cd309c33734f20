"""Asks a question and shows its answer: for people, as JSON, or as JSON one item a line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from counterclaim import answers
from counterclaim.cli.console import Output, print_json
from counterclaim.cli.fitting import refuse_both
from counterclaim.cli.running import Opened, Status, opened, run
from counterclaim.queries.cursors import MAX_LIMIT
from counterclaim.settings import Settings

Answer = TypeVar("Answer", bound=answers.Answer)
Listed = TypeVar("Listed", bound=answers.Page[Any])


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is shown, and how."""

    limit: int
    cursor: str | None
    json: bool
    lines: bool


def show_one(
    question: Callable[[Opened], Awaitable[Answer]], show: Callable[[Output, Answer], None], *, json: bool
) -> None:
    """Ask for one thing and end the command."""

    async def work(settings: Settings) -> Status:
        async with opened(settings) as at:
            answer = await question(at)
        if json:
            print_json(answer)
        else:
            show(Output(), answer)
        return Status.OK

    run(work)


def show_page(
    question: Callable[[Opened, int, str | None], Awaitable[Listed]],
    show: Callable[[Output, Listed], None],
    paging: Paging,
) -> None:
    """Ask for a list and end the command; the question takes a limit and a cursor."""
    if paging.json and paging.lines:
        refuse_both("--json", "--ndjson")

    async def work(settings: Settings) -> Status:
        async with opened(settings) as at:
            if paging.lines:
                return await _print_all(at, question, paging.cursor)
            answer = await question(at, paging.limit, paging.cursor)
        if paging.json:
            print_json(answer)
        else:
            show(Output(), answer)
        return Status.OK

    run(work)


async def _print_all(
    at: Opened, question: Callable[[Opened, int, str | None], Awaitable[Listed]], cursor: str | None
) -> Status:
    while True:
        answer = await question(at, MAX_LIMIT, cursor)
        for item in answer.items:
            print_json(item, lines=True)
        cursor = answer.next
        if cursor is None:
            return Status.OK
