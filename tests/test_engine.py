"""The embedded engine: started by the first command, joined by the next, gone after the last, one at any time.

Fixture strategy: one folder for the file, whose engine four processes start at once, beside a stale record; tests
that need an engine that dies or refuses to start come with a folder of their own.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from neo4j.exceptions import ClientError

from counterclaim.engine import Connection, ensure_running, lease
from counterclaim.engine import database as engine_database
from counterclaim.engine.locks import locked
from counterclaim.engine.provision import VERSION
from counterclaim.engine.record import Folder, new_record, read_record, without_address, write_record
from counterclaim.errors import (
    EngineDataNewer,
    EngineDiskFull,
    EngineFailed,
    EngineFolderUnusable,
    EngineMissing,
    EnginePortBusy,
    EngineStuck,
)
from tests.embedded import address_of, driver, ended, is_gone, kill, listeners, lives, pid_of, user_of, within


@dataclass(frozen=True)
class Running:
    """An engine in use, and what four processes saw that started it at once."""

    home: Path
    connection: Connection
    addresses: set[str]
    stale_port: int


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("engine")
    with socket.create_server(("127.0.0.1", 0)) as other:
        stale_port: int = other.getsockname()[1]
        # The record of an engine that was killed; its pid and its port belong to others now.
        write_record(Folder(home), replace(new_record(), pid=os.getpid(), port=stale_port, provisioned=VERSION))
        users = [user_of(home) for _ in range(4)]
        addresses = {address_of(user) for user in users}
        with lease(home) as connection:
            assert [ended(user) for user in users] == [0] * 4
            yield Running(home, connection, addresses, stale_port)


def test_commands_that_start_at_once_share_one_engine(running: Running) -> None:
    assert running.addresses == {running.connection.uri}
    assert (running.home / "engine.log").read_text().count("is starting up") == 1


def test_a_stale_record_is_recognised(running: Running) -> None:
    assert f":{running.stale_port}" not in running.connection.uri
    assert pid_of(running.home) != os.getpid()


def test_the_engine_answers_on_loopback_alone(running: Running) -> None:
    listening = listeners(pid_of(running.home))
    assert {address for address, _ in listening} == {"127.0.0.1"}
    assert running.connection.uri in {f"bolt://{address}:{port}" for address, port in listening}


def test_no_secret_is_seen_by_others(running: Running) -> None:
    record = running.home / "engine.json"
    assert stat.S_IMODE(record.stat().st_mode) == 0o600
    document = json.loads(record.read_bytes())
    secrets = [document[role]["password"] for role in ("root", "writer", "reader")]
    assert len(set(secrets)) == 3
    assert min(map(len, secrets)) >= 32
    process = Path(f"/proc/{document['pid']}")
    for place in (process / "cmdline", process / "environ", running.home / "engine.log"):
        assert not any(secret.encode() in place.read_bytes() for secret in secrets)
    assert not any(secret in repr(running.connection) for secret in secrets)
    others = stat.S_IRWXG | stat.S_IRWXO
    assert not any(path.stat().st_mode & others for path in (running.home / "arcadedb").rglob("*"))


def test_the_engine_belongs_to_nobody(running: Running) -> None:
    fields = Path(f"/proc/{pid_of(running.home)}/stat").read_text().rpartition(")")[2].split()
    parent, session = int(fields[1]), int(fields[3])
    assert parent != os.getpid()
    assert session != os.getsid(0)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (:Place {id: 'x'})",
        "MERGE (:Place {id: 'x'})",
        "MATCH (n:Seen) SET n.id = 'y'",
        "MATCH (n:Seen) DETACH DELETE n",
        "CREATE INDEX place_name IF NOT EXISTS FOR (p:Place) ON (p.name)",
        "CREATE CONSTRAINT place_id IF NOT EXISTS FOR (p:Place) REQUIRE p.id IS UNIQUE",
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    ],
)
def test_the_reader_may_not_write(running: Running, statement: str) -> None:
    with driver(running.connection) as writer:
        writer.execute_query("MERGE (:Seen {id: 'z'})", database_=running.connection.database)
    with driver(running.connection, running.connection.reader) as reader:
        with pytest.raises(ClientError) as refused:
            reader.execute_query(statement, database_=running.connection.database)
        assert refused.value.code == "Neo.ClientError.Security.Forbidden"
        seen = reader.execute_query("MATCH (n:Seen) RETURN n.id AS id", database_=running.connection.database).records
        assert [record["id"] for record in seen] == ["z"]


def test_a_killed_engine_is_started_once_with_all_that_was_written(running: Running) -> None:
    write = "UNWIND range(1, 500) AS i CREATE (:Kept {id: toString(i)})"
    with driver(running.connection) as before:
        before.execute_query(write, database_=running.connection.database)
        kill(running.home)
    assert (running.home / "arcadedb" / "databases" / "counterclaim" / "database.lck").exists()
    with ThreadPoolExecutor(8) as threads:
        connections = set(threads.map(lambda _: ensure_running(running.home), range(8)))
    assert len(connections) == 1
    connection = connections.pop()
    assert connection.writer == running.connection.writer
    with driver(connection) as after:
        counted = after.execute_query("MATCH (n:Kept) RETURN count(n) AS n", database_=connection.database)
        assert counted.records[0]["n"] == 500
    with lease(running.home) as joined:
        assert joined == connection


def test_the_engine_goes_with_its_last_user_however_that_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    home = tmp_path / "made" / "по дороге"
    last = user_of(home)
    assert address_of(last).startswith("bolt://")
    with lease(home):
        last.kill()
        last.wait()
        pid = pid_of(home)
    assert within(20.0, lambda: not lives(home))
    record = json.loads((home / "engine.json").read_bytes())
    assert (record["pid"], record["uri"], record["port"]) == (pid, None, None)
    assert not (home / "arcadedb" / "databases" / "counterclaim" / "database.lck").exists()
    assert within(5.0, lambda: is_gone(pid))
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EngineFolderUnusable, match="file"), lease(tmp_path / "file"):
        pass
    with pytest.raises(EngineFolderUnusable, match="Not a directory"), lease(tmp_path / "file" / "below"):
        pass


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    with pytest.raises(EngineDiskFull, match="64 MiB"), lease(tmp_path):
        pass


def test_a_disk_that_fills_up_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(EngineDiskFull), lease(tmp_path):
        pass


def test_a_busy_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_database.Database, "_start_jvm", lambda _: None)
    monkeypatch.setattr(engine_database.Database, "_started", lambda *_: False)
    with pytest.raises(EnginePortBusy, match=r"127\.0\.0\.1") as busy:
        engine_database.Database(Folder(tmp_path), new_record()).start()
    assert busy.value.remedy == "Try again."


def test_a_missing_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_database, "WHEEL", "no_such_wheel")
    with pytest.raises(EngineMissing, match="not installed"):
        engine_database._wheel()


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that takes the place of the wheel and brings nothing."""
    package = tmp_path / "packages" / "arcadedb_embedded"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.setattr(sys, "path", [str(package.parent), *sys.path])
    return package


def test_a_wheel_that_is_not_whole(tmp_path: Path, wheel: Path) -> None:
    with pytest.raises(EngineMissing, match="not whole"), lease(tmp_path / "home"):
        pass


def test_a_java_that_does_not_start(tmp_path: Path, wheel: Path) -> None:
    (wheel / "jars").mkdir()
    (wheel / "jars" / "engine.jar").touch()
    (wheel / "jre" / "lib" / "server").mkdir(parents=True)
    (wheel / "jre" / "lib" / "server" / "libjvm.so").write_text("no library")
    with pytest.raises(EngineFailed, match=r"libjvm\.so") as failed, lease(tmp_path / "home"):
        pass
    assert "engine.log" in failed.value.remedy


def test_a_java_that_ends_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_JAVA_OPTIONS", "-Xmx1000000000m")
    with pytest.raises(EngineFailed, match=r"(?s)Its log ends so:.*heap"), lease(tmp_path):
        pass


def test_data_of_a_newer_engine(tmp_path: Path) -> None:
    schema = tmp_path / "arcadedb" / "databases" / "counterclaim" / "schema.json"
    schema.parent.mkdir(parents=True)
    schema.write_text(json.dumps({"dbmsVersion": "99.1.1"}))
    with pytest.raises(EngineDataNewer, match=r"99\.1\.1"), lease(tmp_path):
        pass


def test_versions_compare_by_number() -> None:
    release = engine_database._release
    assert release("26.9.1") < release("26.10.2") == release("26.10.2.post1") == release("26.10.2-SNAPSHOT")


def test_an_engine_that_hangs(tmp_path: Path) -> None:
    life = Folder(tmp_path).life_lock
    with locked(life, shared=False, deadline=0.0, what=""), pytest.raises(EngineStuck, match="does not answer"):
        ensure_running(tmp_path, timeout=0.2)


def test_a_command_waits_for_the_engine_to_end(tmp_path: Path) -> None:
    with (
        locked(Folder(tmp_path).users_lock, shared=False, deadline=0.0, what=""),
        pytest.raises(EngineStuck, match="waiting for the engine to end"),
        lease(tmp_path, timeout=0.2),
    ):
        pass


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": 1}', '{"format": 99, "pid": 1}'])
def test_a_broken_record_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "engine.json").write_text(text)
    assert read_record(Folder(tmp_path)) is None


def test_a_record_is_never_readable_by_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda file: modes.append(stat.S_IMODE(os.fstat(file).st_mode)))
    former = os.umask(0)
    try:
        write_record(Folder(tmp_path), new_record())
    finally:
        os.umask(former)
    assert modes == [0o600]
    assert stat.S_IMODE((tmp_path / "engine.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["engine.json"]


def test_a_gone_engine_leaves_its_passwords_and_no_address(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    record = replace(new_record(), port=4711, provisioned=1)
    write_record(folder, record)
    without_address(folder)
    assert read_record(folder) == replace(record, port=None)


def test_a_told_end_is_a_clean_end(running: Running) -> None:
    connection = ensure_running(running.home)
    os.kill(pid_of(running.home), signal.SIGTERM)
    assert within(20.0, lambda: not lives(running.home))
    assert not (running.home / "arcadedb" / "databases" / "counterclaim" / "database.lck").exists()
    assert connection.uri not in (running.home / "engine.json").read_text()
