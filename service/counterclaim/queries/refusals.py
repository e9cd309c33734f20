"""Why a question can't be answered as it was put."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.answers import Thing
from counterclaim.errors import CounterclaimError


class NotFound(CounterclaimError):
    """There is nothing of that name, or it was not known at the time asked about."""

    code = "not-found"

    def __init__(self, message: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(message, remedy=f"Did you mean {' or '.join(suggestions)}?" if suggestions else "")
        self.suggestions = list(suggestions)


class Ambiguous(CounterclaimError):
    """Several things have that name."""

    code = "ambiguous"

    def __init__(self, message: str, candidates: Sequence[Thing]) -> None:
        ids = " or ".join(one.id for one in candidates)
        super().__init__(message, remedy=f"Use an id: {ids}.")
        self.candidates = list(candidates)


class InvalidCursor(CounterclaimError):
    """A cursor that this list did not give out."""

    code = "invalid-cursor"
    remedy = "Use the `next` of a page as it is, or leave the cursor out to begin anew."


class InvalidQuestion(CounterclaimError):
    """A value that can't be asked with."""

    code = "invalid-question"
