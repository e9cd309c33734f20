"""What the disputed pairs of a topic come to: its members, its windows and its grades."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.disputes.grades import DISPUTED, Grade
from counterclaim.disputes.runs import Run, covers, gravest, include
from counterclaim.times import FUTURE, PAST


class Member(NamedTuple):
    """A statement of a dispute, on the side of its claim, and when it stood in a disputed pair that was known."""

    statement: str
    known_from: int
    known_to: int


class Found(NamedTuple):
    """The dispute of a topic.

    `members` by statement, then time. `windows`: the runs of time in which disputed pairs meet. `grades`: the gravest
    grade for each run of days in which one was known. Runs are half-open, in UTC seconds.
    """

    grade: Grade
    members: list[Member]
    windows: list[Run]
    grades: list[tuple[int, int, Grade]]

    @property
    def known(self) -> Run:
        """The hull of the days on which the dispute was known."""
        return self.grades[0][0], self.grades[-1][1]


class Tally:
    """Collects unions of runs, so that what others cover may be left out."""

    def __init__(self) -> None:
        self.known: dict[str, list[Run]] = {}  # by statement, when it was known with one against it
        self.windows: list[Run] = []
        self.graded: dict[Grade, list[Run]] = {grade: [] for grade in DISPUTED}
        # By grade, since when one of it or a graver one is known for good: from then on no other of it counts.
        self.settled: dict[Grade, int] = dict.fromkeys(DISPUTED, FUTURE)

    def add_known(self, statement: str, run: Run) -> None:
        """Some pair of the statement was known in this run."""
        runs = self.known.get(statement)
        if runs is None:
            self.known[statement] = [run]
        elif run[0] < runs[-1][0] or runs[-1][1] < run[1]:
            include(runs, *run)

    def add_grade(self, grade: Grade, run: Run) -> None:
        """Some pair was of this grade while it was known."""
        runs = self.graded[grade]
        if runs:
            include(runs, *run)
        else:
            runs.append(run)
        if run[1] == FUTURE:
            for settled in DISPUTED[DISPUTED.index(grade) :]:
                self.settled[settled] = min(run[0], self.settled[settled])

    def is_graded(self, grade: Grade, since: int, until: int) -> bool:
        """Whether throughout some days one of the grade, or throughout one of a graver one, is known."""
        if self.settled[grade] <= since:
            return True
        return any(covers(self.graded[one], since, until) for one in DISPUTED[: DISPUTED.index(grade) + 1])

    def add_window(self, start: int, end: int) -> None:
        """Some pair meets in this run; most come in the order of their starts, and touch the one before."""
        first, last = self.windows[-1] if self.windows else (FUTURE, PAST)
        if last < start:
            self.windows.append((start, end))
        elif start < first:
            include(self.windows, start, end)
        elif end > last:
            self.windows[-1] = (first, end)

    def found(self) -> Found | None:
        """The dispute, if there is one."""
        if not self.known:
            return None
        members: list[Member] = []
        for statement in sorted(self.known):
            for run in self.known[statement]:
                members.append(Member(statement, *run))
        grades = gravest(self.graded)
        worst = min([grade for _, _, grade in grades], key=DISPUTED.index)
        return Found(worst, members, self.windows, grades)
