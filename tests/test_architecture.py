"""Imports run one way (design, section 8)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import counterclaim
import counterclaim_loaders

SERVICE = Path(counterclaim.__file__).parent
LOADERS = Path(counterclaim_loaders.__file__).parent

PURE = {
    "errors": set(),
    "names": set(),
    "times": {"errors"},
    "order": {"times"},
    "models": {"errors", "times"},
    "faults": {"errors", "models"},
    "graph/plans": set(),
    "predicates": {"errors", "faults", "models", "times"},
    "disputes": {"models", "predicates", "times"},
}
"""What each pure part imports of the project, beside itself."""

ABOVE = {
    "metrics": set(),
    "request_id": set(),
    "graph": {"errors", "metrics", "request_id"},
    "answers": {"disputes", "models", "predicates", "times"},
    "loading": {"disputes", "errors", "faults", "graph", "models", "names", "order", "predicates", "times"},
    "queries": {"answers", "disputes", "errors", "graph", "loading", "models", "names", "order", "predicates", "times"},
}
"""What the door to the driver imports, what goes through it, and what comes of that."""

ARROWS: dict[str, set[str]] = {**PURE, **ABOVE}

DRIVER = {"graph"}
"""The parts that import the driver: the one door."""
FACES = {"app", "cli", "description", "envelope", "problems", "routes"}


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, whole names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def parts(path: Path) -> set[str]:
    """The parts of the service that a file imports."""
    found = (name.split(".") for name in imported(path))
    return {name[1] for name in found if name[0] == "counterclaim" and len(name) > 1}


def files(part: str) -> list[Path]:
    folder = SERVICE / part
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [SERVICE / f"{part}.py"]


def test_the_arrows_run_one_way() -> None:
    TopologicalSorter(ARROWS).prepare()


@pytest.mark.parametrize("part", ARROWS)
def test_parts_import_only_what_lies_below(part: str) -> None:
    for path in files(part):
        assert parts(path) <= ARROWS[part] | {part}, path
    assert ARROWS[part] <= set().union(*map(parts, files(part)))


@pytest.mark.parametrize("part", PURE)
def test_pure_parts_ask_nobody(part: str) -> None:
    for path in files(part):
        outside = {name.split(".")[0] for name in imported(path)}
        assert not outside & {"neo4j", "fastapi", "typer", "counterclaim_loaders", "counterclaim_cypher"}, path


def test_loaders_see_models_and_errors_alone() -> None:
    for path in LOADERS.rglob("*.py"):
        assert parts(path) <= {"errors", "faults", "models"}, path
        assert not {"neo4j", "counterclaim_cypher"} & {name.split(".")[0] for name in imported(path)}, path


def test_only_the_door_imports_the_driver() -> None:
    for path in SERVICE.rglob("*.py"):
        if "neo4j" in {name.split(".")[0] for name in imported(path)}:
            assert path.relative_to(SERVICE).parts[0].removesuffix(".py") in DRIVER, path


def test_nothing_below_imports_the_faces() -> None:
    for path in SERVICE.rglob("*.py"):
        part = path.relative_to(SERVICE).parts[0].removesuffix(".py")
        if part not in FACES:
            assert not parts(path) & FACES, path


def test_the_faces_leave_the_engine_to_the_connection() -> None:
    for path in SERVICE.rglob("*.py"):
        if path.relative_to(SERVICE).parts[0].removesuffix(".py") in FACES:
            assert "engine" not in parts(path), path
