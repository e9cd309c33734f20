"""Which claims of a topic are rivals: disjoint or maybe. Many claims are not paired, if their family can be indexed.

An extent sums up some claims, so that whether two sets of them may hold rivals at all is told at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, Protocol, TypeVar

from counterclaim.disputes.masks import Ranks, Remembered, lowest
from counterclaim.disputes.stance import Claim
from counterclaim.models import Polarity
from counterclaim.predicates import Background, Predicate, Relation, Span

T = TypeVar("T")
ASSERTS = Polarity.ASSERTS
DISJOINT, MAYBE, COMPATIBLE = Relation.DISJOINT, Relation.MAYBE, Relation.COMPATIBLE

FEW = 32
"""Claims that are sooner compared pair by pair than by their positions."""
MANY = 10_000
"""Claims, if not spans, of which it is found beforehand who their rivals are; more are taken for rivals of all."""
REMEMBERED = 100_000
"""Relations that are kept; then it starts anew."""

Rivals = Callable[[str], tuple[int, int]]
"""From the key of a claim to the masks of its rivals among some statements: all, and those that are disjoint."""

Extent = Any
"""What a contest sums some claims up to; no one else reads it."""


class Relations:
    """Remembers how claims compare: the same few recur over many topics."""

    def __init__(self, background: Background) -> None:
        self.background = background
        self._rows: dict[tuple[str, str], dict[str, Relation]] = {}
        self._count = 0

    def row(self, predicate: Predicate, case: str) -> dict[str, Relation]:
        """What is known of a case, to be added to."""
        row = self._rows.get((predicate.name, case))
        if row is None:
            row = self._rows[predicate.name, case] = {}
        return row

    def compare(self, predicate: Predicate, a: Claim, b: Claim) -> Relation:
        """The relation of two claims, not known so far."""
        self._count += 1
        if self._count > REMEMBERED:
            self._rows.clear()
            self._count = 0
        return predicate.compare(a, b, self.background).relation


class Contest(Protocol):
    """The claims of one topic by their keys, and how they stand to each other."""

    def known(self, a: str) -> Mapping[str, Relation]:
        """How a claim is known to compare, by the key of the other."""

    def relation(self, a: str, b: str) -> Relation:
        """How two claims compare, as far as they are rivals or not."""

    def rivals_among(self, keys: Sequence[str], by_key: Mapping[str, int]) -> Rivals:
        """The function that finds rivals. `keys`: the claim of each statement; `by_key`: the statements of each."""

    def extent(self, keys: Iterable[str]) -> Extent:
        """Some claims, at least one, summed up."""

    def may_rival(self, a: Extent, b: Extent) -> bool:
        """False only if no claim of the one is a rival of one of the other; exact of one claim and all of the topic."""

    def peaceful(self, counts: Mapping[str, int]) -> Mapping[str, str]:
        """Claims by the set they are in, none a rival of another there. `counts`: how many statements make each."""


def contest_of(claims: Mapping[str, Claim], predicate: Predicate, relations: Relations) -> Contest:
    """Index the claims of a topic in the way their family allows."""
    family = predicate.family
    _, example = next(iter(claims.values()))
    if family.span(example) is not None:
        return Spanned(claims, predicate)
    if len(claims) > FEW and family.position(example, relations.background) is not None:
        return Placed(claims, predicate, relations)
    return Paired(claims, predicate, relations)


def _given(one: T | None) -> T:
    """What a family gives for one value it gives for all."""
    if one is None:
        raise TypeError("a family that indexes some of its values must index all of them")
    return one


class Paired:
    """Few claims: each is compared with each, and what comes of it is remembered."""

    def __init__(self, claims: Mapping[str, Claim], predicate: Predicate, relations: Relations) -> None:
        self.claims, self.predicate, self.relations = claims, predicate, relations

    def known(self, a: str) -> dict[str, Relation]:
        return self.relations.row(self.predicate, a)

    def relation(self, a: str, b: str) -> Relation:
        relation = self.relations.compare(self.predicate, self.claims[a], self.claims[b])
        self.known(a)[b] = relation
        return relation

    def rivals_among(self, keys: Sequence[str], by_key: Mapping[str, int]) -> Rivals:
        def rivals(key: str) -> tuple[int, int]:
            known = self.known(key)
            disjoint = maybe = 0
            for other, mask in by_key.items():
                relation = known.get(other) or self.relation(key, other)
                if relation is DISJOINT:
                    disjoint |= mask
                elif relation is MAYBE:
                    maybe |= mask
            return disjoint | maybe, disjoint

        return rivals

    def extent(self, keys: Iterable[str]) -> Extent:
        """The claims, and their rivals in the topic, a bit for each claim."""
        own = rivals = 0
        for key in keys:
            own |= self.bits[key]
            rivals |= self.opposed[key]
        return own, rivals

    def may_rival(self, a: Extent, b: Extent) -> bool:
        return bool(a[1] & b[0])

    def peaceful(self, counts: Mapping[str, int]) -> Mapping[str, str]:
        """Each goes to the first set that has no rival of it, the claims of most statements first."""
        sets: dict[str, int] = {}
        names: dict[str, str] = {}
        for key in sorted(counts, key=counts.__getitem__, reverse=True):
            free = (name for name, own in sets.items() if not own & self.opposed[key])
            name = next(free, f"~{len(sets)}")
            if name in sets or len(sets) < FEW:
                names[key] = name
                sets[name] = sets.get(name, 0) | self.bits[key]
        return names

    @cached_property
    def bits(self) -> dict[str, int]:
        """The bit of each claim, or one for all if they are too many."""
        many = len(self.claims) > MANY
        return {key: 1 if many else 1 << number for number, key in enumerate(self.claims)}

    @cached_property
    def opposed(self) -> Remembered[str, int]:
        """The bits of each claim's rivals."""
        keys = list(self.claims)
        rivals = self.rivals_among(keys, self.bits)
        return Remembered(lambda key: rivals(key)[0] if len(keys) <= MANY else 1, len(keys) + 1)


class Spanned:
    """Claims that are spans: asserted ones are disjoint if they do not meet; a denial, from all that lie within it."""

    def __init__(self, claims: Mapping[str, Claim], predicate: Predicate) -> None:
        def span(key: str) -> Span:
            return _given(predicate.family.span(claims[key][1]))

        self.spans = Remembered(span, len(claims) + 1)
        self.denied = {key for key, (polarity, _) in claims.items() if polarity != ASSERTS}
        self.functional = predicate.functional
        self.overlapping = MAYBE if predicate.family.overlap_doubts else COMPATIBLE

    def known(self, a: str) -> dict[str, Relation]:
        return {}

    def relation(self, a: str, b: str) -> Relation:
        low_a, high_a, of_a = self.spans[a]
        low_b, high_b, of_b = self.spans[b]
        apart = high_a < low_b or high_b < low_a
        denied_a, denied_b = a in self.denied, b in self.denied
        if of_a != of_b or denied_a == denied_b:
            return DISJOINT if apart and of_a == of_b and self.functional and not denied_a else COMPATIBLE
        if apart:
            return COMPATIBLE
        implied = low_b <= low_a and high_a <= high_b if denied_b else low_a <= low_b and high_b <= high_a
        return DISJOINT if implied else self.overlapping

    def rivals_among(self, keys: Sequence[str], by_key: Mapping[str, int]) -> Rivals:
        groups: dict[tuple[bool, str], list[str]] = defaultdict(list)
        for key in by_key:
            groups[key in self.denied, self.spans[key].of].append(key)
        ends = {group: self._ends(members, by_key) for group, members in groups.items()}

        def rivals(key: str) -> tuple[int, int]:
            denied, (low, high, of) = key in self.denied, self.spans[key]
            disjoint = maybe = 0
            if self.functional and not denied and (False, of) in ends:
                lows, highs = ends[False, of]
                disjoint = highs.below(low) | lows.above(high)
            if (not denied, of) in ends:
                lows, highs = ends[not denied, of]
                implied = lows.since(low) & highs.upto(high) if denied else lows.upto(low) & highs.since(high)
                disjoint |= implied
                if self.overlapping is MAYBE:
                    maybe = lows.upto(high) & highs.since(low) & ~implied
            return disjoint | maybe, disjoint

        return rivals

    def extent(self, keys: Iterable[str]) -> Extent:
        """The sorted low and high ends of the spans of each polarity and kind."""
        groups: dict[tuple[bool, str], list[Span]] = defaultdict(list)
        for key in keys:
            groups[key in self.denied, self.spans[key].of].append(self.spans[key])
        return {
            group: (sorted([span.low for span in spans]), sorted([span.high for span in spans]))
            for group, spans in groups.items()
        }

    def may_rival(self, a: Extent, b: Extent) -> bool:
        """Whether two are apart, or one denied lies within reach of those asserted."""
        for (denied, of), (lows, highs) in a.items():
            like, unlike = b.get((denied, of)), b.get((not denied, of))
            if like and self.functional and not denied and (like[1][0] < lows[-1] or highs[0] < like[0][-1]):
                return True
            if unlike and bisect_right(unlike[0], highs[-1]) > bisect_left(unlike[1], lows[0]):
                return True
        return False

    def peaceful(self, counts: Mapping[str, int]) -> Mapping[str, str]:
        """Those asserted that hold the point which most statements do; those denied."""
        spans = [(self.spans[key], count) for key, count in counts.items() if key not in self.denied]
        ends = [(span.low, False, count) for span, count in spans] + [
            (span.high, True, -count) for span, count in spans
        ]
        ends.sort()
        depths = list(accumulate([count for _, _, count in ends]))
        point = ends[depths.index(max(depths))][0] if ends else 0.0
        names = {key: "~asserted" for key in counts if self.spans[key].low <= point <= self.spans[key].high}
        return names | {key: "~denied" for key in counts if key in self.denied}

    def _ends(self, keys: Sequence[str], by_key: Mapping[str, int]) -> tuple[Ranks, Ranks]:
        masks = [by_key[key] for key in keys]
        spans = [self.spans[key] for key in keys]
        return Ranks([span.low for span in spans], masks), Ranks([span.high for span in spans], masks)


class Placed(Paired):
    """Claims that compare by two kinds and by how two nodes lie in the tree of wholes: same, above, below or apart."""

    def __init__(self, claims: Mapping[str, Claim], predicate: Predicate, relations: Relations) -> None:
        super().__init__(claims, predicate, relations)
        self.background = relations.background
        self.positions = {
            key: _given(predicate.family.position(value, self.background)) for key, (_, value) in claims.items()
        }

    def rivals_among(self, keys: Sequence[str], by_key: Mapping[str, int]) -> Rivals:
        groups: dict[str, _Group] = defaultdict(_Group)
        for key, mask in by_key.items():
            groups[self._case(key)].add(mask, self.background.chain(self.positions[key].node))

        def rivals(key: str) -> tuple[int, int]:
            known = self.known(self._case(key))
            chain = list(self.background.chain(self.positions[key].node))
            disjoint = maybe = 0
            for case, group in groups.items():
                for where, mask in group.parts(chain):
                    relation = known.get(where + case)
                    if relation is None:
                        relation = known[where + case] = self.relation(key, keys[lowest(mask)])
                    if relation is DISJOINT:
                        disjoint |= mask
                    elif relation is MAYBE:
                        maybe |= mask
            return disjoint | maybe, disjoint

        return rivals

    def _case(self, key: str) -> str:
        """What is known of it holds for all of its polarity and kind; no key of a claim begins like this."""
        return f"@{self.claims[key][0]} {self.positions[key].kind}"


class _Group:
    """The statements of one polarity and kind: at each node of the tree, and at it or below."""

    def __init__(self) -> None:
        self.every = 0
        self.at: dict[str, int] = defaultdict(int)
        self.within: dict[str, int] = defaultdict(int)

    def add(self, mask: int, chain: Iterable[str]) -> None:
        """Statements at the first node of a chain that leads to the top."""
        self.every |= mask
        for height, node in enumerate(chain):
            self.within[node] |= mask
            if height == 0:
                self.at[node] |= mask

    def parts(self, chain: Sequence[str]) -> list[tuple[str, int]]:
        """The statements by where they lie, seen from the first node of a chain."""
        same, upto = self.at.get(chain[0], 0), 0
        for node in chain:
            upto |= self.at.get(node, 0)
        below = self.within.get(chain[0], 0) & ~upto
        parts = (("same", same), ("above", upto & ~same), ("below", below), ("apart", self.every & ~upto & ~below))
        return [(where, mask) for where, mask in parts if mask]
