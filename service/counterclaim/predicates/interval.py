"""Values that are intervals, of numbers or of time: disjoint when they do not meet."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Annotated, Any

from pydantic import Field, JsonValue, TypeAdapter, model_validator

from counterclaim.models import NO_TRUTH, Edtf, Name
from counterclaim.predicates.comparison import Background, Comparison, Relation
from counterclaim.predicates.family import Family, Form, Span, Value, family
from counterclaim.times import instant, parse

LARGEST = 1e300
"""Leaves room for what "about" adds."""


Bounded = Annotated[float, Field(allow_inf_nan=False, ge=-LARGEST, le=LARGEST), NO_TRUTH]


class Interval(Family):
    """Compares closed spans; what overlaps a denial without implying it is perhaps denied."""

    overlap_doubts = True

    def span(self, value: Value) -> Span:
        """The closed span of a value."""
        raise NotImplementedError

    def compare(self, a: Value, b: Value, background: Background) -> Comparison:
        """Disjoint if the spans do not meet, equal, refines if one lies in the other, else compatible."""
        (low_a, high_a, of_a), (low_b, high_b, of_b) = self.span(a), self.span(b)
        if of_a != of_b:
            return Comparison(Relation.UNKNOWN, f"the one is of {of_a}, the other of {of_b}")
        if high_a < low_b or high_b < low_a:
            return Comparison(Relation.DISJOINT, "the two do not meet")
        if (low_a, high_a) == (low_b, high_b):
            return Comparison(Relation.EQUAL, "the two are the same")
        if low_b <= low_a and high_a <= high_b:
            return Comparison(Relation.REFINES, "the one lies within the other", "a")
        if low_a <= low_b and high_b <= high_a:
            return Comparison(Relation.REFINES, "the one lies within the other", "b")
        return Comparison(Relation.COMPATIBLE, "the two overlap")


class Amount(Form):
    """A number or a range; give value, about, at_least, at_most, or low and high, with its unit and its scope."""

    value: Bounded | None = None
    about: Bounded | None = None
    at_least: Bounded | None = None
    at_most: Bounded | None = None
    low: Bounded | None = None
    high: Bounded | None = None
    unit: Name | None = None
    scope: Name | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Amount:
        single = [n for n in (self.value, self.about, self.at_least, self.at_most) if n is not None]
        ranged = self.low is not None or self.high is not None
        if len(single) + ranged != 1:
            raise ValueError("one of value, about, at_least, at_most, or low and high is needed")
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError(f"high {self.high:.16g} lies below low {self.low:.16g}")
        return self


@family("quantity")
class Quantity(Interval):
    """How much or how many, of one unit and scope."""

    settings = ("about",)
    form = Amount
    bare = "value"
    example = {"at_least": 38000, "unit": "persons", "scope": "killed and wounded"}

    def configure(self, settings: Mapping[str, Any]) -> None:
        """`about`: the share by which "about n" reaches below and above n."""
        self.about = float(settings["about"])
        if not 0 < self.about < 1:
            raise ValueError(f"about is a share between 0 and 1, not {self.about}")

    def read(self, raw: JsonValue) -> Value:
        """The canonical form has low and high, whichever there are."""
        value = super().read(raw)
        bounds = self._bounds(value)
        kept = {key: value[key] for key in ("unit", "scope") if key in value}
        return {**{key: _plain(bound) for key, bound in bounds.items() if bound is not None}, **kept}

    def _bounds(self, value: Value) -> dict[str, float | None]:
        if "value" in value:
            return {"low": value["value"], "high": value["value"]}
        if "about" in value:
            margin = abs(value["about"]) * self.about
            # Twelve digits are the number's own, what follows is noise of the arithmetic.
            return {name: float(f"{value['about'] + sign * margin:.12g}") for name, sign in (("low", -1), ("high", 1))}
        return {"low": value.get("at_least", value.get("low")), "high": value.get("at_most", value.get("high"))}

    def describe(self, value: Value, names: Mapping[str, str]) -> str:
        """As in: at least 38,000 persons (killed and wounded)."""
        low, high = value.get("low"), value.get("high")
        if low == high:
            number = f"{low:,}"
        elif low is None or high is None:
            number = f"at most {high:,}" if low is None else f"at least {low:,}"
        else:
            number = f"{low:,} to {high:,}"
        unit = f" {value['unit']}" if "unit" in value else ""
        return f"{number}{unit} ({value['scope']})" if "scope" in value else f"{number}{unit}"

    def span(self, value: Value) -> Span:
        """From low to high, unbounded where one is missing, of one unit and scope."""
        of = f"{value.get('unit', 'no unit')}, {value.get('scope', 'no scope')}"
        return Span(value.get("low", -inf), value.get("high", inf), of)


def _plain(number: float) -> float | int:
    """A whole number without its decimal point."""
    return int(number) if abs(number) < 2**53 and number == int(number) else number


TIME: TypeAdapter[str] = TypeAdapter(Edtf)


@family("moment")
class Moment(Interval):
    """When something was or is to be: an EDTF date, compared on its bounds."""

    example = "2025-01-05"

    def read(self, raw: JsonValue) -> Value:
        """An EDTF string or an instant."""
        return self.checked(TIME.validate_python, raw)

    def side(self, value: Value, background: Background) -> Value:
        """Two texts of the same bounds are one side: from the first day through the last, or the seconds."""
        low, high, _ = self.span(value)
        first, last = instant(int(low)) or "..", instant(int(high)) or ".."
        if len(first) <= 10 and last.endswith("T23:59:59Z"):
            last = last.partition("T")[0]
        return first if first == last else f"{first}/{last}"

    def is_unsure(self, value: Value) -> bool:
        """Whether the date bears `?`, alone or in `%`."""
        return parse(value).uncertain

    def describe(self, value: Value, names: Mapping[str, str]) -> str:
        """The date as it was given."""
        return str(value)

    def span(self, value: Value) -> Span:
        """The first and the last second of the bounds."""
        time = parse(value)
        return Span(time.earliest_start, time.latest_end - 1, "time")
