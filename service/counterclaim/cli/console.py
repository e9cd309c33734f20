"""What a command writes: words for people, wrapped and coloured where a terminal is; JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table
from rich.text import Text

Words = str | tuple[str, str]
"""A text, or a text and its style."""

UNBROKEN = 10_000
"""Columns where no terminal is: what reads the output sees whole lines."""


class Output(Console):
    """A console that takes words as they are; a reader who goes away ends the command."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, markup=False, emoji=False, highlight=False)
        if not self.is_terminal:
            self.width = UNBROKEN

    def on_broken_pipe(self) -> NoReturn:
        """Leave it to the command's end, which is quiet about it."""
        raise BrokenPipeError

    def say(self, *words: Words, indent: int = 0) -> None:
        """Print one paragraph, wrapped where a terminal is, each line with the indent."""
        text = Text.assemble(*words)
        lines = text.wrap(self, max(20, self.width - indent)) if self.is_terminal else [text]
        for line in lines:
            line.rstrip()
            self.print(Text(" " * indent) + line, soft_wrap=True)

    def table(self, *columns: str, rows: Sequence[Sequence[str]]) -> None:
        """Print a table; what is too long for its column goes on in the next line, ids only if they must."""
        if not rows:
            self.say("Nothing was found.")
            return
        table = Table(box=None, pad_edge=False, header_style="bold")
        for title, cells in zip(columns, zip(*rows, strict=True), strict=True):
            whole = title == "Id" and max(map(len, cells)) <= self.width // 2
            table.add_column(title, overflow="fold", no_wrap=whole)
        for row in rows:
            table.add_row(*map(Text, row))
        with self.capture() as held:
            self.print(table)
        for line in held.get().splitlines():
            self.out(line.rstrip())


def print_json(answer: BaseModel, *, lines: bool = False) -> None:
    """Print an answer as REST gives it, in UTF-8 whatever the terminal's encoding; `lines` leaves out all layout."""
    typer.echo(answer.model_dump_json(indent=None if lines else 2).encode())
