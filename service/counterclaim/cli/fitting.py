"""Which options go together: one that says nothing to what is asked is refused, never ignored."""

from __future__ import annotations

from collections.abc import Collection
from typing import NoReturn

import typer

from counterclaim.cli.running import Status, end, fail

ONE = ("as_of", "json")
"""What fits a question about one thing."""

LIST = ("limit", "cursor", "json", "ndjson")
"""What fits every list; most have more to choose by."""


def only(context: typer.Context, chosen: str, fit: Collection[str]) -> None:
    """End with a usage error if an option was given that is neither the chosen parameter nor one that fits it."""
    for name in _options_given(context):
        if name != chosen and name not in fit:
            refuse_both(_written(context, name), _written(context, chosen))


def needs(context: typer.Context, wanted: str, options: Collection[str]) -> None:
    """End with a usage error if one of the options was given without the parameter that it needs."""
    for name in _options_given(context):
        if name in options and not _is_given(context, wanted):
            option = _written(context, name)
            end(fail(f"{option} needs {_written(context, wanted)}: give both, or leave {option} out.", Status.USAGE))


def refuse_both(option: str, other: str) -> NoReturn:
    """End with a usage error, for two that were given and do not go together."""
    end(fail(f"{option} does not go with {other}: leave one of the two out.", Status.USAGE))


def _options_given(context: typer.Context) -> list[str]:
    options = [one.name for one in context.command.params if one.name and one.param_type_name == "option"]
    return [name for name in options if _is_given(context, name)]


def _is_given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _written(context: typer.Context, name: str) -> str:
    """How help writes a parameter: --as-of, PLACE."""
    parameter = next(one for one in context.command.params if one.name == name)
    return parameter.opts[0] if parameter.param_type_name == "option" else str(parameter.metavar)
