"""The embedded engine under force: killed while it writes, on a full disk, with ports taken at the last moment."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from neo4j.exceptions import DriverError, Neo4jError

from counterclaim.engine import Connection, ensure_running, hindrance, lease
from counterclaim.engine.database import PORT_TRIES
from counterclaim.engine.locks import is_held
from counterclaim.engine.provision import COMMAND_TIMEOUT
from counterclaim.engine.warm import LEAST_TRAINING
from counterclaim.errors import EngineDiskFull, EngineFolderUnusable
from tests.embedded import child_environment, driver, is_gone, lives, pid_of, within

pytestmark = pytest.mark.slow

SCHEMA = (
    "CREATE CONSTRAINT row_id IF NOT EXISTS FOR (r:Row) REQUIRE r.id IS UNIQUE",
    "CREATE INDEX row_batch IF NOT EXISTS FOR (r:Row) ON (r.batch)",
)
WRITE = """
UNWIND range(1, 50) AS i
CREATE (:Row {id: toString($batch) + '-' + toString(i), batch: $batch})-[:NEXT]->(:Next)
"""
BY_SCAN = "MATCH (r:Row)-[:NEXT]->(n:Next) RETURN r.batch AS batch, count(n) AS n"
BY_INDEX = "UNWIND $batches AS batch MATCH (r:Row {batch: batch}) RETURN batch, count(r) AS n"


def write_until_it_dies(connection: Connection, first: int, acknowledged: list[int]) -> None:
    """Write batch after batch, noting each that the engine acknowledged."""
    with driver(connection) as client, client.session(database=connection.database) as session:
        for batch in range(first, first + 1_000_000):
            try:
                with session.begin_transaction() as transaction:
                    transaction.run(WRITE, batch=batch).consume()
                    transaction.commit()
            except (DriverError, Neo4jError):
                return
            acknowledged.append(batch)


@pytest.mark.parametrize("seed", range(3))
def test_no_acknowledged_write_is_lost_and_none_is_half_there(tmp_path: Path, seed: int) -> None:
    random_instant = random.Random(seed)
    acknowledged: list[int] = []
    with lease(tmp_path) as connection:
        with driver(connection) as client:
            for statement in SCHEMA:
                client.execute_query(statement, database_=connection.database)
        for _ in range(6):
            kill_while_writing(tmp_path, connection, acknowledged, pause=random_instant.uniform(0.0, 0.8))
            connection = ensure_running(tmp_path)
        scanned = counted(connection, BY_SCAN)
        assert not set(acknowledged) - scanned.keys()
        assert set(scanned.values()) == {50}
        assert counted(connection, BY_INDEX, batches=sorted(scanned)) == scanned


def kill_while_writing(home: Path, connection: Connection, acknowledged: list[int], *, pause: float) -> None:
    """Kill the engine in the midst of writing, so long after the first acknowledged batch."""
    before = len(acknowledged)
    first = acknowledged[-1] + 2 if acknowledged else 0
    writing = threading.Thread(target=write_until_it_dies, args=(connection, first, acknowledged))
    writing.start()
    assert within(30.0, lambda: len(acknowledged) > before)
    time.sleep(pause)
    os.kill(pid_of(home), signal.SIGKILL)
    writing.join()


def counted(connection: Connection, query: str, **parameters: object) -> dict[int, int]:
    """How many rows there are of each batch."""
    with driver(connection) as client:
        records = client.execute_query(query, dict(parameters), database_=connection.database).records
    return {record["batch"]: record["n"] for record in records}


def test_users_who_come_as_the_engine_goes_are_served(tmp_path: Path) -> None:
    random_instant = random.Random(1)

    def use(_: int) -> None:
        for _ in range(6):
            time.sleep(random_instant.uniform(1.9, 2.7))
            with lease(tmp_path) as connection, driver(connection) as client:
                client.execute_query("RETURN 1 AS one", database_=connection.database)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(use, range(2)))
    assert within(10.0, lambda: not lives(tmp_path))


WITHOUT_END = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a + b < 0 RETURN count(*)"

HEAVY = f"""
import sys
from pathlib import Path
from counterclaim.engine import lease
from tests.embedded import driver
with lease(Path(sys.argv[1])) as connection, driver(connection) as client:
    print("asking", flush=True)
    client.execute_query({WITHOUT_END!r}, database_=connection.database)
"""


def test_a_question_that_nobody_waits_for_does_not_keep_the_engine(tmp_path: Path) -> None:
    asking = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", HEAVY, str(tmp_path)], stdout=subprocess.PIPE, env=child_environment()
    )
    assert asking.stdout
    assert asking.stdout.readline() == b"asking\n"
    time.sleep(2.0)
    asking.kill()
    asking.wait()
    assert within(15.0, lambda: not lives(tmp_path))


def test_a_question_without_end_is_stopped(tmp_path: Path) -> None:
    with lease(tmp_path) as connection, driver(connection, connection.reader) as client:
        began = time.monotonic()
        with pytest.raises(Neo4jError) as stopped:
            client.execute_query(WITHOUT_END, database_=connection.database)
        assert str(stopped.value.code).endswith("TransactionTimedOut")
        assert time.monotonic() - began < COMMAND_TIMEOUT / 1000 + 15.0


def test_the_start_survives_its_starter(tmp_path: Path) -> None:
    script = (
        f"from pathlib import Path; from counterclaim.engine import lease; lease(Path({str(tmp_path)!r})).__enter__()"
    )
    starter = subprocess.Popen([sys.executable, "-c", script], env=child_environment())  # noqa: S603
    assert within(10.0, lambda: (tmp_path / "engine.json").exists())
    starter.kill()
    starter.wait()
    with lease(tmp_path) as connection, driver(connection) as client:
        client.execute_query("RETURN 1 AS one", database_=connection.database)
    assert (tmp_path / "engine.log").read_text().count("is starting up") == 1


PORTS_TAKEN = """
import sys
from pathlib import Path
import counterclaim.engine.database as database
from counterclaim.engine.process import serve

free, taken = database._free_port, [int(port) for port in sys.argv[2].split(",")]
database._free_port = lambda: taken.pop() if taken else free()
serve(Path(sys.argv[1]), report=1)
"""


def test_ports_taken_at_the_last_moment(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        # First try: Bolt's port is taken; second try: the one for HTTP.
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            free = probe.getsockname()[1]
        ports = f"{one.getsockname()[1]},{free},{free},{other.getsockname()[1]}"
        engine = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", PORTS_TAKEN, str(tmp_path), ports],
            stdout=subprocess.PIPE,
            stderr=(tmp_path / "engine.log").open("wb"),
            env=child_environment(),
        )
        assert engine.stdout
        assert engine.stdout.readline() == b"{}\n"
        with lease(tmp_path) as connection, driver(connection) as client:
            client.execute_query("RETURN 1 AS one", database_=connection.database)
        assert within(30.0, lambda: not lives(tmp_path))
        engine.kill()
        engine.wait()


def test_every_port_taken_at_the_last_moment(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        ports = ",".join([str(other.getsockname()[1])] * 2 * PORT_TRIES)
        ended = subprocess.run(  # noqa: S603
            [sys.executable, "-c", PORTS_TAKEN, str(tmp_path), ports],
            capture_output=True,
            env=child_environment(),
            check=False,
        )
    assert (ended.returncode, json.loads(ended.stdout)["code"]) == (1, "engine-port")
    assert not lives(tmp_path)


def test_a_removed_folder_ends_its_engine(tmp_path: Path) -> None:
    with lease(tmp_path / "home"):
        pid = pid_of(tmp_path / "home")
        (tmp_path / "home").rename(tmp_path / "gone")
        assert within(15.0, lambda: is_gone(pid))
    with lease(tmp_path / "home"):
        assert pid_of(tmp_path / "home") != pid


def maps_cache(home: Path) -> bool:
    """Whether the engine runs on what an earlier run learned."""
    return "/warm-" in Path(f"/proc/{pid_of(home)}/maps").read_text()


def test_a_run_warms_the_next_and_a_broken_cache_harms_none(tmp_path: Path) -> None:
    with lease(tmp_path):
        assert not maps_cache(tmp_path)
        time.sleep(LEAST_TRAINING)
    assert within(15.0, lambda: not lives(tmp_path))
    with lease(tmp_path), driver(ensure_running(tmp_path)) as client:
        client.verify_connectivity()  # an engine may start while the cache is being made
    warm_lock = tmp_path / "arcadedb" / "warm.lock"
    assert within(60.0, lambda: not lives(tmp_path) and not is_held(warm_lock))
    for broken in (None, b"", b"no cache", b"\0" * 1_000_000):
        for cache in (tmp_path / "arcadedb").glob("warm-*.aot"):
            if broken is not None:
                cache.write_bytes(broken)
        with lease(tmp_path) as connection, driver(connection) as client:
            client.execute_query("RETURN 1 AS one", database_=connection.database)
            assert maps_cache(tmp_path) == (broken is None)
        assert within(15.0, lambda: not lives(tmp_path) and not is_held(warm_lock))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 100 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    _mounted("mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", str(place))
    yield place
    _mounted("umount", "-l", str(place))


def _mounted(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        pytest.skip(f"mounting needs rights that these tests lack: {done.stderr.strip()}")


def test_a_disk_without_room(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(60_000_000))
    with pytest.raises(EngineDiskFull, match="64 MiB"), lease(small_disk / "home"):
        pass
    (small_disk / "filler").write_bytes(bytes(104_857_600 - 4096))
    with pytest.raises(EngineDiskFull), lease(small_disk / "home"):
        pass


def test_a_disk_that_fills_up_in_use(small_disk: Path) -> None:
    home = small_disk / "home"
    rows = "UNWIND range(1, 1000) AS i CREATE (:Row {text: $text})"
    written = 0
    with lease(home) as connection, driver(connection) as client:
        with pytest.raises(Neo4jError):
            while True:
                client.execute_query(rows, text="x" * 2000, database_=connection.database)
                written += 1000
        assert isinstance(hindrance(home), EngineDiskFull)
        counting = "MATCH (r:Row) RETURN count(r) AS n"
        assert client.execute_query(counting, database_=connection.database).records[0]["n"] == written
    assert within(15.0, lambda: not lives(home))
    _mounted("mount", "-o", "remount,size=300m", str(small_disk))
    assert hindrance(home) is None
    with lease(home) as connection, driver(connection) as client:
        client.execute_query(rows, text="x", database_=connection.database)
        assert client.execute_query(counting, database_=connection.database).records[0]["n"] == written + 1000


def test_a_disk_that_can_only_be_read(small_disk: Path) -> None:
    _mounted("mount", "-o", "remount,ro", str(small_disk))
    with pytest.raises(EngineFolderUnusable, match="Read-only"), lease(small_disk / "home"):
        pass
