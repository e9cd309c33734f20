"""A family is a form of value and the one comparison that goes with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from counterclaim.errors import CounterclaimError
from counterclaim.faults import Fault, FaultCode, FieldPath, faults
from counterclaim.models import Polarity, dumps
from counterclaim.predicates.comparison import Background, Comparison, Relation

Value = Any
"""A value in the canonical form of its family: JSON, or None where the family has no value."""


Checked = TypeVar("Checked")


class InvalidValue(CounterclaimError):
    """A value that does not have the form of its family; `faults` says all that is wrong with it, one thing at least.

    The paths of the faults begin in the value.
    """

    code = "invalid-value"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].message, remedy=faults[0].remedy)
        self.faults = tuple(faults)


class Topical(NamedTuple):
    """Where a value's topic lies: its subject, what keeps it apart, and the value as that topic reads it."""

    subject: str
    separators: dict[str, JsonValue]
    value: Value


class Span(NamedTuple):
    """A closed span, and of what it is one: only spans of the same are compared."""

    low: float
    high: float
    of: str


class Position(NamedTuple):
    """A kind of value, and the actor or place it is about."""

    kind: str
    node: str


class Form(BaseModel):
    """The fields of a family's value; an unknown one is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Family:
    """One comparison. Subclasses say how a value is read and how two values stand to each other."""

    settings: ClassVar[tuple[str, ...]] = ()  # the entries of the data file that the comparison needs
    comparable: ClassVar[bool] = True
    covers_parts: ClassVar[bool] = False  # a value about the whole of a place holds for the places within
    orders: ClassVar[bool] = False  # a value says which of two events came first
    overlap_doubts: ClassVar[bool] = False  # a denial speaks, perhaps, against what merely overlaps with it
    form: ClassVar[type[Form] | None] = None
    bare: ClassVar[str | None] = None  # the field that a bare text or number stands for
    example: JsonValue = None

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        """Raises ValueError, if the settings are not those that the comparison needs."""
        self.name = name
        if missing := [key for key in self.settings if key not in settings]:
            raise ValueError(f"{missing[0]} is missing")
        if unknown := [key for key in settings if key not in self.settings]:
            raise ValueError(f"{unknown[0]} is no setting of this comparison, which has {self.settings or 'none'}")
        self.configure(settings)

    def configure(self, settings: Mapping[str, Any]) -> None:
        """Read the family's own entries of the data file; raises ValueError or TypeError."""

    def read(self, raw: JsonValue) -> Value:
        """The canonical value; raises InvalidValue."""
        if self.form is None:
            raise NotImplementedError
        bare = self.bare if isinstance(raw, str | int | float) else None
        given: JsonValue = {bare: raw} if bare else raw
        fields = self.checked(self.form.model_validate, given, hidden=1 if bare else 0)
        return fields.model_dump(mode="json", exclude_none=True)

    def checked(self, check: Callable[[JsonValue], Checked], raw: JsonValue, *, hidden: int = 0) -> Checked:
        """What pydantic makes of a value; raises InvalidValue, its paths without the `hidden` first steps."""
        try:
            return check(raw)
        except ValidationError as found:
            if raw is None:
                raise self.invalid(raw, "The value is not given.", code="missing") from found
            problems = found.errors(include_url=False)
            told = faults(problems, "The value", self._keys, shape=self._shape())
            raise InvalidValue([fault._replace(path=fault.path[hidden:]) for fault in told]) from found

    def invalid(
        self, raw: JsonValue, message: str, *, remedy: str | None = None, code: FaultCode = "invalid"
    ) -> InvalidValue:
        """The error about a value as a whole; by default it teaches the family's form."""
        return InvalidValue([Fault(code, (), message, remedy or self._shape(), raw)])

    def _shape(self) -> str:
        """An example, as it is written in JSON and YAML alike."""
        return f"A value of the family {self.name} looks like {json.dumps(self.example, ensure_ascii=False)}."

    def _keys(self, path: FieldPath) -> tuple[str, ...]:
        return tuple(self.form.model_fields) if self.form and not path else ()

    def topical(self, subject: str, value: Value, separators: tuple[str, ...]) -> Topical:
        """The topic of a value about a subject; a separator left out is a value of its own.

        Raises InvalidValue if the value does not fit the subject.
        """
        fields = value if isinstance(value, dict) else {}
        return Topical(subject, {name: fields.get(name) for name in separators}, value)

    def names(self, value: Value) -> dict[str, tuple[str, ...]]:
        """The rows a value names, by the field that names them."""
        return {}

    def side(self, value: Value, background: Background) -> Value:
        """What names the side of a value: equal values, one side."""
        return value

    def covers(self, polarity: Polarity, value: Value) -> bool:
        """Whether a claim about a place holds for all places within."""
        return False

    def is_unsure(self, value: Value) -> bool:
        """Whether the value itself bears a doubt, such as the `?` of a date."""
        return False

    def describe(self, value: Value, names: Mapping[str, str]) -> str:
        """The value in a few words; `names` gives what an id is called."""
        return dumps(value)

    def compare(self, a: Value, b: Value, background: Background) -> Comparison:
        """How two asserted values stand to each other."""
        raise NotImplementedError

    def span(self, value: Value) -> Span | None:
        """For families whose values are disjoint just when their closed spans do not meet: the span of any value."""
        return None

    def position(self, value: Value, background: Background) -> Position | None:
        """For families that look only at kinds and at how nodes lie in the tree of wholes: those of any value."""
        return None


FAMILIES: dict[str, type[Family]] = {}


def family(name: str) -> Callable[[type[Family]], type[Family]]:
    """Register a comparison under the name that the data file uses."""

    def register(kind: type[Family]) -> type[Family]:
        if name in FAMILIES:
            raise ValueError(f"the comparison {name} is registered twice")
        FAMILIES[name] = kind
        return kind

    return register


def compare_claims(
    kind: Family, a: tuple[Polarity, Value], b: tuple[Polarity, Value], background: Background, *, functional: bool
) -> Comparison:
    """Compare two claims of one predicate, each a polarity and a value (design, section 3).

    A denial of X against an assertion of Y is disjoint if Y equals or implies X, maybe where spans only overlap.
    """
    if not kind.comparable:
        return Comparison(Relation.UNKNOWN, f"{kind.name} values are never compared")
    (polarity_a, value_a), (polarity_b, value_b) = a, b
    if polarity_a == polarity_b == Polarity.DENIES:
        return Comparison(Relation.COMPATIBLE, "two denials can both be right")
    plain = kind.compare(value_a, value_b, background)
    if polarity_a == polarity_b:
        several = not functional and plain.relation in (Relation.DISJOINT, Relation.MAYBE)
        return Comparison(Relation.COMPATIBLE, f"it may have several values; {plain.reason}") if several else plain
    return _denied(kind, plain, asserted="a" if polarity_b == Polarity.DENIES else "b")


def _denied(kind: Family, plain: Comparison, *, asserted: str) -> Comparison:
    relation, reason, stronger = plain
    if relation == Relation.EQUAL or (relation == Relation.REFINES and stronger == asserted):
        return Comparison(Relation.DISJOINT, f"what is asserted implies what is denied: {reason}")
    if kind.overlap_doubts and relation in (Relation.REFINES, Relation.COMPATIBLE):
        return Comparison(Relation.MAYBE, f"what is asserted overlaps with what is denied: {reason}")
    if relation == Relation.UNKNOWN:
        return plain
    return Comparison(Relation.COMPATIBLE, f"what is asserted does not imply what is denied: {reason}")
