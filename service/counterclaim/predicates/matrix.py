"""Values from a short list, compared by a matrix in the data file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import JsonValue, TypeAdapter

from counterclaim.predicates.comparison import Background, Comparison, Relation
from counterclaim.predicates.family import Family, Value, family

Matrix = dict[tuple[str, str], Relation]


def read_matrix(settings: Mapping[str, Any], key: str, values: Sequence[str]) -> Matrix:
    """A symmetric matrix, a row a value, its relations in the order of the values; raises ValueError."""
    table = settings[key]
    if not isinstance(table, Mapping) or set(table) != set(values):
        raise ValueError(f"{key} needs a row for each of {', '.join(values)}")
    matrix: Matrix = {}
    for row, relations in table.items():
        if not isinstance(relations, list) or len(relations) != len(values):
            raise ValueError(f"{key}.{row} needs {len(values)} relations, for {', '.join(values)}")
        matrix |= {
            (row, column): _relation(f"{key}.{row}", cell) for column, cell in zip(values, relations, strict=True)
        }
    for (row, column), relation in matrix.items():
        if matrix[column, row] != relation:
            raise ValueError(f"{key} is not symmetric at {row}, {column}")
        if row != column and relation == Relation.EQUAL:
            raise ValueError(f"{key} has two values that are equal: {row}, {column}; declare one of them")
    return matrix


def _relation(row: str, cell: object) -> Relation:
    try:
        return Relation(str(cell))
    except ValueError:
        raise ValueError(f"{row} holds {cell!r}, which is none of {', '.join(Relation)}") from None


def check_diagonal(matrix: Matrix, key: str) -> None:
    """Raises ValueError, if a value is not equal to itself."""
    for (row, column), relation in matrix.items():
        if row == column and relation != Relation.EQUAL:
            raise ValueError(f"{key} says that {row} is not equal to itself")


@family("matrix")
class OneOf(Family):
    """One of the values that the data file lists, such as the outcomes of an action."""

    settings = ("values", "relations")

    def configure(self, settings: Mapping[str, Any]) -> None:
        """`values`, and `relations`: their matrix; a `refines` cell names no direction, so there is none."""
        values = settings["values"]
        if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
            raise ValueError("values needs a list of words")
        if len(set(values)) < len(values):
            raise ValueError("values names one word twice")
        self.values = tuple(values)
        self.word: TypeAdapter[str] = TypeAdapter(Literal[self.values])  # type: ignore[arg-type]
        self.example = self.values[0]
        self.relations = read_matrix(settings, "relations", self.values)
        check_diagonal(self.relations, "relations")
        if Relation.REFINES in self.relations.values():
            raise ValueError("relations cannot say which of two values refines the other: use maybe or compatible")

    def read(self, raw: JsonValue) -> Value:
        """One of the words."""
        return self.checked(self.word.validate_python, raw)

    def describe(self, value: Value, names: Mapping[str, str]) -> str:
        """The word."""
        return str(value)

    def compare(self, a: Value, b: Value, background: Background) -> Comparison:
        """The cell of the matrix."""
        relation = self.relations[a, b]
        return Comparison(relation, f"{a} against {b}: {relation}")
