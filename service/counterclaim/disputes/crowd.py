"""Where many times meet: statements are bits, so that all rivals of one are a few operations on whole words.

Each statement looks at the blocks that can hold a rival of its own block, the one known first ahead, until nothing more
can follow: two or three, where times are short, most have rivals, or `divide` sets apart what makes no pair. Then n
statements cost n log n to sort and a constant each. At worst each looks at all n / BLOCK blocks: where claims that are
no spans number more than MANY, or have few rivals each, known late, and where the gates that keep pairs apart are
another for every few statements.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import zip_longest

from counterclaim.disputes.divide import ABOVE, BLOCK, NEAR
from counterclaim.disputes.grades import DISPUTED, Grade
from counterclaim.disputes.masks import Ranks, Remembered
from counterclaim.disputes.rivals import Contest, Extent
from counterclaim.disputes.runs import Run, covers
from counterclaim.disputes.stance import Stance
from counterclaim.disputes.tally import Tally
from counterclaim.times import FUTURE, PAST

KEPT = 4 * BLOCK
"""Claims, and sets of claimants, whose masks a block keeps; then it starts anew."""


def tally_crowd(parts: Iterable[Sequence[Stance]], contest: Contest, tally: Tally) -> None:
    """Add what disputed pairs come to, of statements in parts that are no larger than a block."""
    blocks = sorted([Block(part, contest) for part in parts], key=lambda block: block.hull[0])
    for home in blocks:
        near = [block for block in blocks if home.may_meet(block)]
        if len(near) > 2 * NEAR:
            near = [block for block in near if contest.may_rival(home.extent, block.extent)]
        near.sort(key=lambda block: (block is not home, block.known[0]))
        Search(tally, near).look(home.stances)


class Block:
    """Bits are given in the order in which statements became known: the lowest of a mask is the one known first."""

    def __init__(self, stances: Sequence[Stance], contest: Contest) -> None:
        """`stances` are sorted by when their times start."""
        known = [stance.known_from for stance in stances]
        order = sorted(range(len(stances)), key=known.__getitem__)
        self.stances = stances
        self.ranked = [stances[index] for index in order]
        self.known = [known[index] for index in order]
        self.bits = [0] * len(stances)
        by_key: dict[str, int] = defaultdict(int)
        by_claimants: dict[frozenset[str], int] = defaultdict(int)
        bit = 1
        for index, stance in zip(order, self.ranked, strict=True):
            self.bits[index] = bit
            by_key[stance.key] |= bit
            by_claimants[stance.claimants] |= bit
            bit <<= 1
        self.rivalry = Remembered(contest.rivals_among([stance.key for stance in self.ranked], by_key), KEPT)
        self.others = Remembered(_others(by_claimants, bit - 1), KEPT)
        times = [stance.time for stance in stances]
        self.starts = Ranks([time.earliest_start for time in times], self.bits)
        self.ends = Ranks([time.latest_end for time in times], self.bits)
        self.hull = int(self.starts.values[0]), int(self.ends.values[-1])  # from the first start to the last end
        self.last_known = self.known_to(bit - 1)
        self.bonds = frozenset.intersection(*by_claimants) | ({ABOVE} if self.inherited == bit - 1 else set())
        self.contest, self.keys = contest, list(by_key)

    @cached_property
    def extent(self) -> Extent:
        """Its claims, summed up."""
        return self.contest.extent(self.keys)

    def may_meet(self, other: Block) -> bool:
        """False only if all its statements are kept apart from those of the other, whatever they claim."""
        return (
            self.hull[0] < other.hull[1]
            and other.hull[0] < self.hull[1]
            and self.known[0] < other.last_known
            and other.known[0] < self.last_known
            and self.bonds.isdisjoint(other.bonds)
        )

    def rivals(self, stances: Sequence[Stance]) -> list[int]:
        """For each statement, those of other claimants whose times it may meet and whose claims it stands against."""
        rivalry, others = self.rivalry, self.others
        # What `below` and `above` do, written out: this is where the time goes.
        starts, begun = self.starts.values, self.starts.unions
        ends, ended = self.ends.values, self.ends.unions
        met = [
            begun[bisect_left(starts, stance.time.latest_end)]
            & ~ended[bisect_right(ends, stance.time.earliest_start)]
            & others[stance.claimants]
            for stance in stances
        ]
        return [mask and mask & rivalry[stance.key][0] for mask, stance in zip(met, stances, strict=True)]

    def admitted(self, stance: Stance, mask: int) -> int:
        """The rivals in a mask that were known together with the statement, and are not inherited if it is."""
        if stance.path:
            mask &= ~self.inherited
        if stance.known_to != FUTURE:
            mask &= (1 << bisect_left(self.known, stance.known_to)) - 1
        return mask & self.forgotten.above(stance.known_from) if mask & self.passing else mask

    @cached_property
    def inherited(self) -> int:
        """Those about a place above."""
        return sum([bit for bit, stance in zip(self.bits, self.stances, strict=True) if stance.path])

    @cached_property
    def passing(self) -> int:
        """Those that are not known for good."""
        return sum([bit for bit, stance in zip(self.bits, self.stances, strict=True) if stance.known_to != FUTURE])

    @cached_property
    def forgotten(self) -> Ranks:
        """When statements ceased to be known."""
        return Ranks([stance.known_to for stance in self.stances], self.bits)

    def known_with(self, stance: Stance, mask: int) -> list[Run]:
        """Runs that cover all days on which the statement was known together with one of the mask."""
        since, until = stance.known_from, stance.known_to
        runs: list[Run] = []
        while mask:
            other = self.ranked[(mask & -mask).bit_length() - 1]
            start = other.known_from if other.known_from > since else since
            if other.known_to >= until:
                runs.append((start, until))
                break  # those known later add nothing, nor below do those known no longer
            runs.append((start, other.known_to))
            mask &= self.forgotten.above(other.known_to)
        return runs

    def known_to(self, mask: int) -> int:
        """Until when one of the mask is known."""
        return FUTURE if mask & ~self.passing else int(self.forgotten.highest(mask))

    def known_before(self, stance: Stance, mask: int) -> int:
        """Those of the mask that were known as early as the statement."""
        return mask & ((1 << bisect_right(self.known, stance.known_from)) - 1)

    def graded(self, stance: Stance, mask: int) -> tuple[int, int, int]:
        """The rivals in a mask by grade: contradiction, possible, tension."""
        if stance.weak:
            return 0, 0, mask
        tension = mask & self.weak
        mask ^= tension
        contradiction = 0
        if _is_sure(stance):
            contradiction = mask & self.rivalry[stance.key][1] & self.sure
            contradiction &= self.sure_starts.below(stance.time.earliest_end)
            contradiction &= self.sure_ends.above(stance.time.latest_start)
        return contradiction, mask ^ contradiction, tension

    @cached_property
    def weak(self) -> int:
        """Those that are only probable or possible."""
        return sum([bit for bit, stance in zip(self.bits, self.stances, strict=True) if stance.weak])

    @cached_property
    def sure(self) -> int:
        """Those that hold at some instant for certain."""
        return sum([bit for bit, stance in zip(self.bits, self.stances, strict=True) if _is_sure(stance)])

    @cached_property
    def sure_starts(self) -> Ranks:
        """When statements have begun to hold at the latest."""
        return Ranks([stance.time.latest_start for stance in self.stances], self.bits)

    @cached_property
    def sure_ends(self) -> Ranks:
        """Until when they hold at the least."""
        return Ranks([stance.time.earliest_end for stance in self.stances], self.bits)

    def last_end(self, stance: Stance, mask: int, after: int) -> int:
        """The latest end of a time in the mask that began with the statement's or before; `after` if none is later."""
        mask &= self.ends.above(after)
        if mask:
            mask &= self.starts.upto(stance.time.earliest_start)
        return int(self.ends.highest(mask)) if mask else after


def _is_sure(stance: Stance) -> bool:
    """Whether it is not in doubt, and certainly holds some instant."""
    return not stance.doubtful and stance.time.latest_start < stance.time.earliest_end


def _others(by_claimants: dict[frozenset[str], int], every: int) -> Callable[[frozenset[str]], int]:
    """The function from claimants to the statements of others."""
    by_claimant: dict[str, int] = defaultdict(int)
    for claimants, mask in by_claimants.items():
        for claimant in claimants:
            by_claimant[claimant] |= mask

    def others(claimants: frozenset[str]) -> int:
        mask = every
        for claimant in claimants:
            mask &= ~by_claimant.get(claimant, 0)
        return mask

    return others


class Search:
    """Adds what the rivals of the statements of a block come to, as long as that can add anything."""

    def __init__(self, tally: Tally, near: Sequence[Block]) -> None:
        """`near`: the block first, then the others by when the first of them was known."""
        self.tally, self.near = tally, near
        self.gravest = Remembered(self._gravest, KEPT)

    def look(self, stances: Sequence[Stance]) -> None:
        """Add what follows from the rivals of some statements in the blocks near them."""
        for block, after in zip_longest(self.near, self.near[1:]):
            special = block.passing | block.inherited
            for stance, rivals in zip(stances, block.rivals(stances), strict=True):
                if rivals & special or (rivals and (stance.path or stance.known_to != FUTURE)):
                    rivals = block.admitted(stance, rivals)
                if rivals:
                    self._add(stance, block, rivals)
            if after is not None:
                stances = [stance for stance in stances if not self._done(stance, after.known[0])]

    def _done(self, stance: Stance, since: int) -> bool:
        """Whether no further rival can add anything, all of which are known from some day on."""
        if since < stance.known_from:
            since = stance.known_from
        if since >= stance.known_to:
            return True
        runs, windows, time = self.tally.known.get(stance.id), self.tally.windows, stance.time
        if not runs or not covers(runs, since, stance.known_to):
            return False
        covered = covers(windows, time.earliest_start, time.latest_end)
        return covered and (since > stance.known_from or self._settled(stance))

    def _add(self, stance: Stance, block: Block, rivals: int) -> None:
        tally, time = self.tally, stance.time
        for run in block.known_with(stance, rivals):
            tally.add_known(stance.id, run)
        if not self._settled(stance):
            self._grade(stance, block, rivals)
        # A pair meets from the later start on: each statement adds what it shares with those that began before.
        start = time.earliest_start
        first, last = tally.windows[-1] if tally.windows else (FUTURE, PAST)
        covered = last if first <= start <= last else start
        if time.latest_end > covered:
            end = block.last_end(stance, rivals, covered)
            if end > covered:
                tally.add_window(start, min(end, time.latest_end))

    def _settled(self, stance: Stance) -> bool:
        """Whether, as long as it is known, a pair as grave as any that the statement can be in is."""
        if self.tally.settled[Grade.CONTRADICTION] <= stance.known_from:
            return True
        gravest = Grade.TENSION if stance.weak else self.gravest[stance.key]
        if gravest is Grade.CONTRADICTION and not _is_sure(stance):
            gravest = Grade.POSSIBLE
        return self.tally.is_graded(gravest, stance.known_from, stance.known_to)

    def _gravest(self, key: str) -> Grade:
        """The gravest that a claim can come to in the blocks."""
        if any(block.rivalry[key][1] & block.sure & ~block.weak for block in self.near):
            return Grade.CONTRADICTION
        firm = any(block.rivalry[key][0] & ~block.weak for block in self.near)
        return Grade.POSSIBLE if firm else Grade.TENSION

    def _grade(self, stance: Stance, block: Block, rivals: int) -> None:
        """A pair is graded from the day its later statement is known: only those known before are looked at."""
        before = block.known_before(stance, rivals)
        if not before:
            return
        for grade, mask in zip(DISPUTED, block.graded(stance, before), strict=True):
            if mask:
                self.tally.add_grade(grade, (stance.known_from, min(stance.known_to, block.known_to(mask))))
