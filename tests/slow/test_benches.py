"""The benches run, on next to nothing and one engine, and print their figures; how large those are is not looked at."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.command import ROOT

pytestmark = pytest.mark.slow

FIGURES = {
    "detect": (
        "--numbers 6000 --single 100 --rounds 1",
        r"(?:territory|losses) +(?:3,000|1) topics +# statements +#/s +all pairs +#/s +ratio +#",
        4,
    ),
    "engines": (
        "--engines embedded --statements 200 --topics 10 --questions 20 --rounds 1",
        r"\| embedded \| # \| # \| # \|",
        1,
    ),
    "load": (
        "--statements 200 --topics 10 --rounds 1",
        "embedded, (?:round 1: 200 statements, # disputes, # edges: counterclaim # s, script # s"
        "|200 statements: ratio #)",
        2,
    ),
    "memory": ("--few 100 --many 200", "100 statements # MB, 200 statements # MB, [+-]# MB", 1),
    "rest": (
        "--statements 200 --topics 10 --questions 20",
        "embedded, p(?:50|99): REST # ms, bare driver # ms, ratio #",
        2,
    ),
    "times": (
        "--number 1000 --number-edtf 10 --rounds 1",
        "(?:plain days|mixed forms) +counterclaim +#/s +edtf +#/s +ratio +#",
        2,
    ),
}
"""By bench, its options, the form of a line with its figures, in which # is a number, and how many such lines."""

NUMBER = r"\d[\d,]*(?:\.\d+)?"


def test_every_bench_is_run() -> None:
    assert {path.stem.removeprefix("bench_") for path in (ROOT / "bench").glob("bench_*.py")} == set(FIGURES)


@pytest.mark.parametrize("bench", FIGURES)
def test_a_bench_prints_its_figures(bench: str) -> None:
    options, line, number = FIGURES[bench]
    command = [sys.executable, "-m", f"bench.bench_{bench}", *options.split()]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)  # noqa: S603
    assert ended.returncode == 0, ended.stderr
    printed = re.findall(f"^{line.replace('#', NUMBER)}$", ended.stdout, re.MULTILINE)
    assert len(printed) == number, ended.stdout
