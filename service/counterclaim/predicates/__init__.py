"""Predicates: what can be said of a subject, and the one comparison of each family."""

from importlib import import_module
from pkgutil import iter_modules

from counterclaim.predicates.comparison import Background, Comparison, Relation
from counterclaim.predicates.family import Family, InvalidValue, Position, Span, Topical, Value
from counterclaim.predicates.registry import (
    TEXT,
    InvalidPredicates,
    Predicate,
    Registry,
    UnknownPredicate,
    load_registry,
)

# Every module here registers its comparisons: a new family is a module and an entry in the data file.
for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = [
    "TEXT",
    "Background",
    "Comparison",
    "Family",
    "InvalidPredicates",
    "InvalidValue",
    "Position",
    "Predicate",
    "Registry",
    "Relation",
    "Span",
    "Topical",
    "UnknownPredicate",
    "Value",
    "load_registry",
]
