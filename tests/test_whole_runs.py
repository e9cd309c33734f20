"""A run that must be whole fails where it left out Neo4j."""

from __future__ import annotations

from typing import Literal
from unittest.mock import Mock

import pytest

from tests.conftest import Whole
from tests.engines import IMAGES

OK, FAILED = pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED


def told(engine: str, outcome: Literal["passed", "skipped"]) -> pytest.TestReport:
    """The report of a test on an engine."""
    return pytest.TestReport(engine, ("", None, ""), {}, outcome, None, "setup", user_properties=[("engine", engine)])


@pytest.mark.parametrize("engine", IMAGES)
def test_a_skip_on_neo4j_fails_the_run(engine: str) -> None:
    whole, session = Whole(), Mock(exitstatus=OK)
    for report in (told("embedded", "skipped"), told(engine, "passed")):
        whole.pytest_runtest_logreport(report)
    whole.pytest_sessionfinish(session)
    assert session.exitstatus == OK
    whole.pytest_runtest_logreport(told(engine, "skipped"))
    whole.pytest_sessionfinish(session)
    assert (session.exitstatus, whole.skipped) == (FAILED, [engine])
