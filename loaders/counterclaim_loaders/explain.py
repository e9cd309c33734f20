"""Turns what the models found wrong with a row into row errors that teach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from pydantic import ValidationError

from counterclaim.faults import FieldPath, dotted, faults
from counterclaim_loaders.row_errors import Code, Origin, RowError
from counterclaim_loaders.row_fields import known_keys

Locate = Callable[[FieldPath], tuple[int | None, str | None]]
"""Finds the line and the written name of the field at a path."""


def explain(found: ValidationError, kind: str, origin: Origin, locate: Locate | None = None) -> Iterator[RowError]:
    """Yield one row error for each problem that the models found in a row."""
    for fault in faults(found.errors(include_url=False), f"The {kind}", partial(known_keys, kind)):
        line, field = locate(fault.path) if locate else (None, dotted(fault.path))
        code = Code(fault.code)
        yield origin.error(code, fault.message, remedy=fault.remedy, line=line, field=field, cell=fault.cell)
