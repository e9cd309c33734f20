"""The log of the service: a line of JSON for each event, or aligned words at a terminal.

The code logs through `logging`, as its libraries do, and only `counterclaim serve` decides how that looks. What may
stand in a line beside its words is listed, so that no header, question or credential gets there by mistake.
"""

from __future__ import annotations

import logging
import os
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from counterclaim import request_id

REQUEST = ("method", "route", "status", "seconds")
LOAD = ("load", "state", "rows", "written", "unchanged", "refused")
FIELDS = (*REQUEST, *LOAD, "code", "cause")
"""What a line may have by `extra`; logs of others keep their words alone."""


def set_up() -> None:
    """Write every log of the process to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(_formatter(terminal=sys.stderr.isatty()))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def _formatter(*, terminal: bool) -> logging.Formatter:
    before: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(FIELDS),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with_request_id,
    ]
    # Tracebacks are plain: those of rich show local variables, and passwords among them.
    last: list[Processor] = (
        [
            structlog.dev.ConsoleRenderer(
                colors="NO_COLOR" not in os.environ, exception_formatter=structlog.dev.plain_traceback
            )
        ]
        if terminal
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=before, processors=[remove, *last])


def _with_request_id(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    if (id := request_id.current.get()) is not None:
        line["request_id"] = id
    return line
