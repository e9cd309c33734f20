"""Runs a command: reads the settings, opens the graph, and turns every error into a clear line and an exit status."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import IntEnum
from typing import NoReturn

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError

from counterclaim.connect import address, open_graph
from counterclaim.errors import CounterclaimError, DatabaseError, EngineError, InvalidTime, NoRoom
from counterclaim.graph import Graph
from counterclaim.migrate import MigrationError, migrate
from counterclaim.predicates import InvalidPredicates, Registry, load_registry
from counterclaim.predicates.registry import UnknownPredicate
from counterclaim.queries.refusals import Ambiguous, InvalidCursor, InvalidQuestion
from counterclaim.settings import Settings


class Status(IntEnum):
    """How a command ends."""

    OK = 0
    INPUT = 1
    USAGE = 2
    ENGINE = 3
    DEFECT = 70
    INTERRUPTED = 130
    BROKEN_PIPE = 141


STATUSES: dict[type[CounterclaimError], Status] = {
    CounterclaimError: Status.INPUT,
    DatabaseError: Status.ENGINE,
    EngineError: Status.ENGINE,
    NoRoom: Status.ENGINE,
    MigrationError: Status.ENGINE,
    InvalidPredicates: Status.USAGE,
    InvalidTime: Status.USAGE,
    UnknownPredicate: Status.USAGE,
    InvalidQuestion: Status.USAGE,
    InvalidCursor: Status.USAGE,
}
"""The status of an error is that of its nearest class here."""

show_traceback: ContextVar[bool] = ContextVar("show_traceback", default=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a command works with."""

    settings: Settings
    graph: Graph
    registry: Registry


Work = Callable[[Settings], Awaitable[Status]]


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Opened]:
    """The graph of the settings, migrated where it is empty or behind, and the predicates.

    Raises DatabaseError, EngineError, MigrationError, InvalidPredicates.
    """
    registry = load_registry(settings.predicates)
    async with open_graph(settings) as graph:
        await migrate(graph)
        yield Opened(settings, graph, registry)


def run(work: Work) -> NoReturn:
    """Do the work of a command and end it with its status; every error is told in one place."""
    # What the driver tries again is no news to people; the log of `serve` has it.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    try:
        status = asyncio.run(_started(work))
    except KeyboardInterrupt:
        status = Status.INTERRUPTED
    except BrokenPipeError:
        status = Status.BROKEN_PIPE
    except CounterclaimError as error:
        status = _told(error)
    except ValidationError as error:
        status = fail(_settings_message(error), Status.USAGE)
    except SettingsError as error:
        status = fail(f"The settings can't be read: {error}.", Status.USAGE)
    except OSError as error:
        status = fail(f"{error.filename or 'A file'}: {error.strerror or error}.", Status.INPUT)
    except Exception as error:
        status = _defect(error)
    end(status)


def end(status: Status) -> NoReturn:
    """End the command; a reader who has gone away is no error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        status = Status.BROKEN_PIPE
    if status is Status.BROKEN_PIPE:
        # What is left in the buffer must not be complained about when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(status)


def fail(message: str, status: Status) -> Status:
    """Tell an error on stderr; returns the status."""
    typer.secho("counterclaim: ", fg=typer.colors.RED, bold=True, err=True, nl=False)
    typer.echo(message, err=True)
    return status


def status_of(error: CounterclaimError) -> Status:
    """The exit status that an error means."""
    return next(STATUSES[parent] for parent in type(error).__mro__ if parent in STATUSES)


def bolt_address(settings: Settings) -> str:
    """Where the graph answers over Bolt, and as whom to log in."""
    found = address(settings)
    if found is None:
        return "no address yet"
    password = f", its password is in {found.passwords}" if found.passwords else ""
    return f"{found.uri} (user {found.user}{password})"


async def _started(work: Work) -> Status:
    try:
        return await work(Settings())
    except CounterclaimError as error:
        # Ctrl-C in the midst of connecting may come out as an error of the connection.
        if (task := asyncio.current_task()) and task.cancelling():
            raise asyncio.CancelledError from error
        raise


def _told(error: CounterclaimError) -> Status:
    candidates = error.candidates if isinstance(error, Ambiguous) else []
    lines = [str(error), *(f"  {one.id}  {one.name}  ({one.kind})" for one in candidates)]
    return fail("\n".join(lines), status_of(error))


def _settings_message(error: ValidationError) -> str:
    problems = [f"{_variable(str(problem['loc'][0]))}: {problem['msg']}" for problem in error.errors()]
    return f"{'; '.join(problems)}. Correct it in the environment or in .env."


def _variable(field: str) -> str:
    """The environment variable of a setting; those with Neo4j's names come under them."""
    return field if field.isupper() else f"COUNTERCLAIM_{field.upper()}"


def _defect(error: Exception) -> Status:
    if show_traceback.get():
        traceback.print_exception(error)
    message = f"This is a defect of counterclaim: {type(error).__name__}: {error}"
    return fail(f"{message}. Please report it with what `counterclaim --traceback ...` shows.", Status.DEFECT)
