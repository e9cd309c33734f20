"""Sets of statements as masks: bit i of a whole number stands for the i-th statement."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from itertools import accumulate
from operator import or_
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(dict[K, V]):
    """What a function gives for a key, computed when it is first asked for; forgets all when there are too many."""

    def __init__(self, compute: Callable[[K], V], limit: int) -> None:
        super().__init__()
        self.compute, self.limit = compute, limit

    def __missing__(self, key: K) -> V:
        if len(self) >= self.limit:
            self.clear()
        value = self[key] = self.compute(key)
        return value


class Ranks:
    """Masks in the order of a value: which lie below or above a limit is found by bisection.

    `values` and `masks` go together. `masks` is kept as the union of each count of the lowest.
    """

    __slots__ = ("every", "unions", "values")

    def __init__(self, values: Sequence[float], masks: Sequence[int]) -> None:
        order = sorted(range(len(values)), key=values.__getitem__)
        self.values = [values[index] for index in order]
        self.unions = list(accumulate(map(masks.__getitem__, order), or_, initial=0))
        self.every = self.unions[-1]

    def below(self, limit: float) -> int:
        """Those whose value is less than the limit."""
        return self.unions[bisect_left(self.values, limit)]

    def upto(self, limit: float) -> int:
        """Those whose value is the limit or less."""
        return self.unions[bisect_right(self.values, limit)]

    def above(self, limit: float) -> int:
        """Those whose value is more than the limit."""
        return self.every ^ self.unions[bisect_right(self.values, limit)]

    def since(self, limit: float) -> int:
        """Those whose value is the limit or more."""
        return self.every ^ self.unions[bisect_left(self.values, limit)]

    def highest(self, mask: int) -> float:
        """The highest value in a mask that is not empty."""
        low, high = 0, len(self.values)
        while high - low > 1:
            middle = (low + high) // 2
            if mask & ~self.unions[middle]:
                low = middle
            else:
                high = middle
        return self.values[low]


def lowest(mask: int) -> int:
    """The lowest position in a mask that is not empty."""
    return (mask & -mask).bit_length() - 1
