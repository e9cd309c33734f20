"""Where many times meet: statements are bits, so that all rivals of one are a few operations on whole words.

Sorted by time, statements fall into blocks. Each looks at its own block, then at others that its time may meet, the one
known first ahead, until nothing more can follow: where most have rivals, or times are short, that is after two or three
blocks. Then n statements cost n log n to sort and a constant each; at worst, when all times meet and next to nothing is
disputed, each looks at all n / BLOCK blocks. Statements that were known for a while only are looked at one by one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property

from counterclaim.disputes.grades import DISPUTED, Grade
from counterclaim.disputes.masks import Ranks, Remembered
from counterclaim.disputes.rivals import Contest
from counterclaim.disputes.runs import Run
from counterclaim.disputes.stance import Stance
from counterclaim.disputes.tally import Tally
from counterclaim.times import FUTURE, PAST

BLOCK = 1_024
"""Statements whose masks are held as one; wider masks cost more time and memory than more blocks."""

KEPT = 4 * BLOCK
"""Claims, and sets of claimants, whose masks a block keeps; then it starts anew."""


def tally_crowd(stances: Sequence[Stance], contest: Contest, tally: Tally) -> None:
    """Add what disputed pairs come to, of statements that are sorted by when their times start."""
    blocks = [Block(stances[start : start + BLOCK], contest) for start in range(0, len(stances), BLOCK)]
    search = Search(tally)
    for home in blocks:
        start, end = home.hull
        near = [block for block in blocks if block.hull[0] < end and start < block.hull[1]]
        search.look(home.stances, sorted(near, key=lambda block: (block is not home, block.known[0])))


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

    @property
    def hull(self) -> Run:
        """From the first start of a time to the last end."""
        return int(self.starts.values[0]), int(self.ends.values[-1])

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
    """Adds what the rivals of statements come to, as long as that can add anything."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally

    def look(self, stances: Sequence[Stance], near: Sequence[Block]) -> None:
        """Add what follows from the rivals of some statements in the blocks near them."""
        for block in near:
            special = block.passing | block.inherited
            for stance, rivals in zip(stances, block.rivals(stances), strict=True):
                if rivals & special or (rivals and (stance.path or stance.known_to != FUTURE)):
                    rivals = block.admitted(stance, rivals)
                if rivals:
                    self._add(stance, block, rivals)
            if block is not near[-1]:
                stances = [stance for stance in stances if not self._done(stance, near)]

    def _done(self, stance: Stance, near: Sequence[Block]) -> bool:
        """Whether no further rival can add anything."""
        if (stance.known_from, stance.known_to) not in self.tally.known.get(stance.id, ()):
            return False
        first, last = self.tally.windows[-1] if self.tally.windows else (FUTURE, PAST)
        covered = first <= stance.time.earliest_start and stance.time.latest_end <= last
        return covered and self._settled(stance, near)

    def _add(self, stance: Stance, block: Block, rivals: int) -> None:
        tally, time = self.tally, stance.time
        for run in block.known_with(stance, rivals):
            tally.add_known(stance.id, run)
        if not self._settled(stance, (block,)):
            self._grade(stance, block, rivals)
        # A pair meets from the later start on: each statement adds what it shares with those that began before.
        start = time.earliest_start
        first, last = tally.windows[-1] if tally.windows else (FUTURE, PAST)
        covered = last if first <= start <= last else start
        if time.latest_end > covered:
            end = block.last_end(stance, rivals, covered)
            if end > covered:
                tally.add_window(start, min(end, time.latest_end))

    def _settled(self, stance: Stance, blocks: Sequence[Block]) -> bool:
        """Whether, as long as it is known, a pair as grave as any of the statement's with those of the blocks is."""
        since = self.tally.settled
        if since[Grade.CONTRADICTION] <= stance.known_from:
            return True
        if stance.weak:
            gravest = Grade.TENSION
        elif _is_sure(stance) and any(block.rivalry[stance.key][1] for block in blocks):
            gravest = Grade.CONTRADICTION
        else:
            gravest = Grade.POSSIBLE
        return since[gravest] <= stance.known_from

    def _grade(self, stance: Stance, block: Block, rivals: int) -> None:
        """A pair is graded from the day its later statement is known: only those known before are looked at."""
        before = block.known_before(stance, rivals)
        if not before:
            return
        for grade, mask in zip(DISPUTED, block.graded(stance, before), strict=True):
            if mask:
                self.tally.add_grade(grade, (stance.known_from, min(stance.known_to, block.known_to(mask))))
