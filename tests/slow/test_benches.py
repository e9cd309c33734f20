"""The benches run: on next to nothing, since what they print is not looked at here."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.command import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("bench", "options"),
    [
        ("detect", "--numbers 6000 --single 100 --rounds 1"),
        ("load", "--statements 200 --topics 10 --rounds 1"),
        ("memory", "--few 100 --many 200"),
        ("rest", "--statements 200 --topics 10 --questions 20"),
        ("times", "--number 1000 --number-edtf 10 --rounds 1"),
    ],
)
def test_a_bench_prints_its_figure(bench: str, options: str) -> None:
    command = [sys.executable, "-m", f"bench.bench_{bench}", *options.split()]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)  # noqa: S603
    assert ended.returncode == 0, ended.stderr
    assert any(character.isdigit() for character in ended.stdout)
