"""The database inside the engine's process: ArcadeDB as its wheel brings it, spoken to through JPype."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import re
import socket
import sys
import time
from pathlib import Path
from typing import Any

from counterclaim.engine.provision import VERSION as PROVISION_VERSION
from counterclaim.engine.provision import provision
from counterclaim.engine.record import DATABASE, Folder, Record
from counterclaim.engine.warm import Warmth
from counterclaim.errors import EngineDataNewer, EngineFailed, EngineMissing, EnginePortBusy

WHEEL = "arcadedb_embedded"
HOST = "127.0.0.1"
PORT_TRIES = 5
LARGEST_HEAP = 1024
"""MiB."""

UNUSED_JARS = ("arcadedb-console", "arcadedb-graphql", "arcadedb-mcp", "arcadedb-postgresw", "arcadedb-redisw")
"""Doors that nobody uses stay shut, and cost no time at start."""

JVM_OPTIONS = (
    "-Xrs",  # signals are this process's business
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:+UseCompactObjectHeaders",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF8",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    # Process-wide settings of ArcadeDB, which it reads from here alone.
    "-Darcadedb.server.mode=production",
    "-Darcadedb.polyglotEngineEnabled=false",
    # Whoever may read may else fetch what a public address has, and so send it what the graph has.
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
    # A commit is on the disk before it is acknowledged: no loss when the engine is killed, nor when the power fails.
    "-Darcadedb.txWalFlush=1",
)

LOGGING = """\
handlers = java.util.logging.ConsoleHandler
.level = INFO
java.util.logging.ConsoleHandler.level = INFO
java.util.logging.ConsoleHandler.formatter = com.arcadedb.log.LogFormatter
"""


class Database:
    """One ArcadeDB server with one database; a process can have it once."""

    def __init__(self, folder: Folder, record: Record) -> None:
        self._folder = folder
        self._record = record
        self._server: Any = None
        self._warmth: Warmth | None = None
        self._answers_since = 0.0

    def start(self) -> int:
        """Start, and give the free port that Bolt took. Raises EngineError, OSError."""
        _refuse_newer(self._folder)
        self._folder.data.mkdir(mode=0o700, exist_ok=True)
        provisioned = self._is_provisioned()
        if not provisioned:
            # Users without a record, or half made, have passwords that nobody knows.
            self._users.unlink(missing_ok=True)
        self._start_jvm()
        for _ in range(PORT_TRIES):
            bolt_port, http_port = _free_port(), _free_port()
            if self._started(bolt_port, http_port):
                if not provisioned:
                    provision(HOST, http_port, self._record)
                self._answers_since = time.monotonic()
                return bolt_port
        raise EnginePortBusy(f"Other programs took every port of {HOST} that was tried.")

    def stop(self) -> None:
        """Close the database and the server."""
        self._server.stop()

    def exit(self) -> None:
        """End the process, if Java has something to do as it ends; to be called after `stop`."""
        if self._warmth:
            self._warmth.exit(time.monotonic() - self._answers_since)

    @property
    def _users(self) -> Path:
        return self._folder.data / "config" / "server-users.jsonl"

    def _is_provisioned(self) -> bool:
        """Whether users and settings of this version were given, and are still there."""
        settings = self._folder.data / "databases" / DATABASE / "configuration.json"
        return self._record.provisioned == PROVISION_VERSION and self._users.exists() and settings.exists()

    def _start_jvm(self) -> None:
        jars, library = _wheel()
        logging = self._folder.data / "logging.properties"
        logging.write_text(LOGGING)
        self._warmth = Warmth(self._folder, [library, *jars], JVM_OPTIONS)
        try:
            import jpype

            jpype.startJVM(
                str(library),
                *JVM_OPTIONS,
                *self._warmth.option(),
                f"-Xmx{fair_heap()}m",
                f"-XX:ErrorFile={self._folder.home / 'engine.crash.log'}",
                f"-Djava.util.logging.config.file={logging}",
                classpath=[str(jar) for jar in jars],
                interrupt=False,
            )
        except ImportError as error:
            raise EngineMissing("The package JPype1 is not installed.") from error
        except (OSError, RuntimeError) as error:
            raise EngineFailed(f"Java does not start: {error}.", remedy=f"{self._folder.log} tells more.") from error

    def _started(self, bolt_port: int, http_port: int) -> bool:
        """Start the server, or tell that another program was quicker on one of the ports."""
        import jpype

        self._server = jpype.JClass("com.arcadedb.server.ArcadeDBServer")(self._configuration(bolt_port, http_port))
        try:
            self._server.start()
        except jpype.JException:
            self._server.stop()
            if _is_free(bolt_port) and _is_free(http_port):
                raise
            return False
        return True

    def _configuration(self, bolt_port: int, http_port: int) -> Any:
        import jpype

        configuration = jpype.JClass("com.arcadedb.ContextConfiguration")()
        for key, value in {
            "server.rootPath": str(self._folder.data),
            "server.databaseDirectory": str(self._folder.data / "databases"),
            "server.backupDirectory": str(self._folder.data / "backups"),
            "server.rootPassword": self._record.root.password,
            "server.defaultDatabases": f"{DATABASE}[]",
            "server.httpIncomingHost": HOST,
            "server.httpIncomingPort": str(http_port),
            "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt.host": HOST,
            "bolt.port": str(bolt_port),
            "serverMetrics": "false",
        }.items():
            configuration.setValue(f"arcadedb.{key}", value)
        return configuration


def fair_heap() -> int:
    """MiB for the heap: a quarter of what this machine or container has, within bounds."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    limit = Path("/sys/fs/cgroup/memory.max")
    if limit.is_file() and (text := limit.read_text().strip()).isdigit():
        memory = min(memory, int(text))
    return max(256, min(LARGEST_HEAP, memory // 4 >> 20))


def _wheel() -> tuple[list[Path], Path]:
    """The jars and the Java library that the wheel brings; raises EngineMissing."""
    found = importlib.util.find_spec(WHEEL)
    if found is None or found.origin is None:
        raise EngineMissing("The package arcadedb-embedded is not installed.")
    package = Path(found.origin).parent
    jars = [jar for jar in sorted(package.glob("jars/*.jar")) if not jar.name.startswith(UNUSED_JARS)]
    library = package / "jre" / "lib" / "server" / ("libjvm.dylib" if sys.platform == "darwin" else "libjvm.so")
    if not jars or not library.is_file():
        raise EngineMissing(f"The package arcadedb-embedded in {package} is not whole.")
    return jars, library


def _refuse_newer(folder: Folder) -> None:
    """Raise EngineDataNewer if the data was last written by a newer engine; raises EngineMissing, OSError."""
    try:
        written = json.loads((folder.data / "databases" / DATABASE / "schema.json").read_bytes())["dbmsVersion"]
    except (FileNotFoundError, ValueError, KeyError):
        return
    try:
        installed = importlib.metadata.version(WHEEL)
    except importlib.metadata.PackageNotFoundError:
        raise EngineMissing("The package arcadedb-embedded is not installed.") from None
    if _release(written) > _release(installed):
        raise EngineDataNewer(f"{folder.home} was written by ArcadeDB {written}; {installed} is installed.")


def _release(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
