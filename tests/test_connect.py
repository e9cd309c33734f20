"""What is known of a graph before it is opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.connect import Address, address, has_graph
from counterclaim.engine.record import Folder, new_record, write_record
from counterclaim.settings import Settings


def test_the_database_is_named_by_neo4js_own_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.setenv("COUNTERCLAIM_NEO4J_URI", "bolt://elsewhere:7687")
    assert Settings().neo4j_uri is None
    monkeypatch.setenv("NEO4J_URI", "bolt://graphs:7687")
    assert Settings().neo4j_uri == "bolt://graphs:7687"
    assert Settings(neo4j_uri="bolt://given:7687").neo4j_uri == "bolt://given:7687"


def test_a_database_is_at_its_address(tmp_path: Path) -> None:
    settings = Settings(neo4j_uri="bolt://graphs:7687", neo4j_username="ann", home=tmp_path)
    assert address(settings) == Address("bolt://graphs:7687", "ann")
    assert has_graph(settings)


def test_an_engine_that_never_ran_has_no_graph(tmp_path: Path) -> None:
    for uri in (None, ""):
        settings = Settings(neo4j_uri=uri, home=tmp_path / "home")
        assert address(settings) is None
        assert not has_graph(settings)
    assert not (tmp_path / "home").exists()


def test_an_engine_is_where_its_record_says(tmp_path: Path) -> None:
    settings, record = Settings(neo4j_uri=None, home=tmp_path), new_record()
    write_record(Folder(tmp_path), record)
    assert address(settings) is None
    assert has_graph(settings)
    write_record(Folder(tmp_path), replace(record, port=4711))
    assert address(settings) == Address("bolt://127.0.0.1:4711", "counterclaim_reader", tmp_path / "engine.json")
