"""Families without a value to compare, or whose words are never compared."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue, TypeAdapter

from counterclaim.predicates.comparison import Background, Comparison, Relation
from counterclaim.predicates.family import Family, Topical, Value, family

TEXT = TypeAdapter(str)


@family("occurrence")
class Occurrence(Family):
    """It happened: no value, only asserted or denied."""

    example = None

    def read(self, raw: JsonValue) -> Value:
        """No value."""
        if raw is not None:
            raise self.invalid(raw, f"The family {self.name} has no values.", remedy="Leave the value out.")
        return None

    def describe(self, value: Value, names: Mapping[str, str]) -> str:
        """What is claimed of the event."""
        return "it happened"

    def compare(self, a: Value, b: Value, background: Background) -> Comparison:
        """It happened, both say."""
        return Comparison(Relation.EQUAL, "both are about its having happened")


@family("words")
class Words(Family):
    """Opinions and free text: kept, never compared."""

    comparable = False
    example = "confident"

    def read(self, raw: JsonValue) -> Value:
        """Any words, or none."""
        return raw if raw is None else self.checked(TEXT.validate_python, raw)

    def describe(self, value: Value, names: Mapping[str, str]) -> str:
        """The words, where there are some."""
        return value or "in words"


@family("silence")
class Silence(Words):
    """No comment: the value is the predicate that was asked about."""

    example = "territory"

    def read(self, raw: JsonValue) -> Value:
        """The name of a predicate."""
        return self.checked(TEXT.validate_python, raw)

    def topical(self, subject: str, value: Value, separators: tuple[str, ...]) -> Topical:
        """A topic for each predicate asked about, so that its dispute finds it."""
        return Topical(subject, {"asked": value}, value)

    def describe(self, value: Value, names: Mapping[str, str]) -> str:
        """What was not commented on."""
        return f"no comment on {value}"
