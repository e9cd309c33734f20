"""Time as four bounds: reads EDTF (levels 0 and 1) and ISO instants, and says what is before, after or at once.

`bounds` holds the value and its seconds, `edtf` reads the texts, `relations` compares.
"""

from __future__ import annotations

from counterclaim.times.bounds import DAY, FUTURE, PAST, UNKNOWN, Time, as_stated, day_end, instant
from counterclaim.times.edtf import approximately, parse
from counterclaim.times.relations import (
    Allen,
    allen,
    certainly_overlap,
    definitely_before,
    possibly_before,
    possibly_overlap,
)

__all__ = [
    "DAY",
    "FUTURE",
    "PAST",
    "UNKNOWN",
    "Allen",
    "Time",
    "allen",
    "approximately",
    "as_stated",
    "certainly_overlap",
    "day_end",
    "definitely_before",
    "instant",
    "parse",
    "possibly_before",
    "possibly_overlap",
]
