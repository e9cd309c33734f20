"""The predicates at hand: those of the data file and those of the user's own."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from counterclaim.errors import CounterclaimError
from counterclaim.faults import did_you_mean
from counterclaim.models import Id, Polarity, dumps
from counterclaim.predicates.comparison import Background, Comparison
from counterclaim.predicates.family import FAMILIES, Family, Topical, Value, compare_claims

TEXT = "text"
"""The predicate of a statement that names none."""
RESERVED = frozenset({"precedes"})
"""Names that stand for something else in the graph: the dated order of events."""


class InvalidPredicates(CounterclaimError):
    """A predicates file that can't be used."""

    code = "invalid-predicates"
    remedy = "Mend the file, or leave COUNTERCLAIM_PREDICATES unset."


class UnknownPredicate(CounterclaimError):
    """A predicate that neither the data file nor the user's own declares."""

    code = "unknown-predicate"


class _FamilyEntry(BaseModel):
    model_config = ConfigDict(extra="allow")

    comparison: str


class _PredicateEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: str
    family: str
    subjects: list[Literal["event", "place", "actor"]] = Field(min_length=1)
    functional: bool
    separators: list[str] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    families: dict[Id, _FamilyEntry] = {}
    predicates: dict[Id, _PredicateEntry] = {}


@dataclass(frozen=True, slots=True)
class Predicate:
    """What can be said of a subject, and how two values of it compare."""

    name: str
    label: str
    family: Family
    subjects: tuple[str, ...]
    functional: bool
    separators: tuple[str, ...]

    def topical(self, subject: str, value: Value) -> Topical:
        """The topic that a value about a subject belongs to."""
        return self.family.topical(subject, value, self.separators)

    def compare(self, a: tuple[Polarity, Value], b: tuple[Polarity, Value], background: Background) -> Comparison:
        """How two claims of this predicate, each a polarity and a value, stand to each other."""
        return compare_claims(self.family, a, b, background, functional=self.functional)


class Registry:
    """All predicates by name."""

    def __init__(self, predicates: Iterable[Predicate]) -> None:
        self.predicates = {predicate.name: predicate for predicate in predicates}
        self._read: dict[tuple[str, Hashable], Value] = {}

    def __getitem__(self, name: str | None) -> Predicate:
        """The predicate of a name, `text` for none; raises UnknownPredicate."""
        try:
            return self.predicates[name or TEXT]
        except KeyError:
            known = ", ".join(sorted(self.predicates))
            remedy = f"Use one of {known}, or declare it in a file named by COUNTERCLAIM_PREDICATES."
            raise UnknownPredicate(f"There is no predicate {name}.", remedy=remedy) from None

    def read(self, predicate: str | None, raw: JsonValue) -> Value:
        """The canonical value of a predicate; raises InvalidValue or UnknownPredicate."""
        found = self[predicate]
        key = (found.family.name, _key(raw))
        if key not in self._read:
            if len(self._read) > 10_000:
                self._read.clear()
            self._read[key] = self._checked(found.family, raw)
        return self._read[key]

    def _checked(self, family: Family, raw: JsonValue) -> Value:
        value = family.read(raw)
        if family.name == "silence" and value not in self.predicates:
            known = ", ".join(sorted(self.predicates))
            remedy = did_you_mean(value, self.predicates) or f"Use one of {known}."
            raise family.invalid(value, f"There is no predicate {value} to be silent about.", remedy=remedy)
        return value

    @cached_property
    def covering(self) -> frozenset[str]:
        """Predicates whose values about all of a place hold for the places within."""
        return frozenset(name for name, predicate in self.predicates.items() if predicate.family.covers_parts)

    @cached_property
    def orders(self) -> frozenset[str]:
        """Predicates whose values say which of two events came first."""
        return frozenset(name for name, predicate in self.predicates.items() if predicate.family.orders)


def _key(raw: JsonValue) -> Hashable:
    """What tells a value from others, as cheaply as can be; JSON tells 1 from true, which are one key of a dict."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, dict) and all(isinstance(held, str) for held in raw.values()):
        return tuple(raw.items())
    return (dumps(raw),)


def load_registry(own: Path | None = None) -> Registry:
    """Read the built-in predicates and, where there is one, the user's file; raises InvalidPredicates."""
    families, predicates = _built_in()
    if own is not None:
        try:
            text = own.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidPredicates(f"{own} can't be read: {error}.") from error
        families, predicates = _declared(str(own), text, families, predicates)
    return Registry(predicates.values())


@cache
def _built_in() -> tuple[dict[str, Family], dict[str, Predicate]]:
    text = resources.files("counterclaim.predicates").joinpath("predicates.yaml").read_text(encoding="utf-8")
    return _declared("the built-in predicates", text, {}, {})


def _declared(
    source: str, text: str, families: dict[str, Family], predicates: dict[str, Predicate]
) -> tuple[dict[str, Family], dict[str, Predicate]]:
    file = _parsed(source, text)
    families, predicates = dict(families), dict(predicates)
    for name, family_entry in file.families.items():
        families[name] = _family(source, name, family_entry, families)
    for name, entry in file.predicates.items():
        predicates[name] = _predicate(source, name, entry, families, predicates)
    return families, predicates


def _parsed(source: str, text: str) -> _File:
    try:
        return _File.model_validate(YAML(typ="safe", pure=True).load(text) or {})
    except YAMLError as error:
        raise InvalidPredicates(f"{source} is no valid YAML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise InvalidPredicates(f"{source}, {place or 'top'}: {first['msg']}.") from error


def _family(source: str, name: str, entry: _FamilyEntry, known: dict[str, Family]) -> Family:
    if name in known:
        raise InvalidPredicates(f"{source}: the family {name} is declared already.")
    if entry.comparison not in FAMILIES:
        choices = ", ".join(sorted(FAMILIES))
        raise InvalidPredicates(f"{source}, families.{name}: there is no comparison {entry.comparison}; use {choices}.")
    settings: dict[str, Any] = entry.model_extra or {}
    try:
        return FAMILIES[entry.comparison](name, settings)
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidPredicates(f"{source}, families.{name}: {error}.") from error


def _predicate(
    source: str, name: str, entry: _PredicateEntry, families: dict[str, Family], known: dict[str, Predicate]
) -> Predicate:
    if name in known:
        raise InvalidPredicates(f"{source}: the predicate {name} is declared already.")
    if name in RESERVED:
        raise InvalidPredicates(
            f"{source}: {name} has a meaning of its own in the graph; give the predicate another name."
        )
    if entry.family not in families:
        choices = ", ".join(sorted(families))
        raise InvalidPredicates(f"{source}, predicates.{name}: there is no family {entry.family}; use {choices}.")
    family = families[entry.family]
    fields = set(family.form.model_fields) if family.form else set()
    if unknown := sorted(set(entry.separators) - fields):
        raise InvalidPredicates(f"{source}, predicates.{name}: {family.name} values have no field {unknown[0]}.")
    return Predicate(name, entry.label, family, tuple(entry.subjects), entry.functional, tuple(entry.separators))
