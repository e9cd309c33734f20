"""Every error a user can meet: a stable code, what happened, where, and what to do about it."""

from __future__ import annotations


class CounterclaimError(Exception):
    """Base of the project's errors; `code` is stable, `remedy` says what to do next."""

    code = "error"
    remedy = ""

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if remedy is not None:
            self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".rstrip()


class InvalidTime(CounterclaimError):
    """A text that is no EDTF date of level 0 or 1 and no zoned ISO instant."""

    code = "invalid-time"
    remedy = (
        "Write an EDTF date such as 2025-01-05, 2024-08~ or 2025-01-05/.., or an instant such as 2025-01-05T10:00:00Z."
    )


class DatabaseError(CounterclaimError):
    """The database answered with an error that is no fault of the question."""

    code = "database"


class DatabaseUnavailable(DatabaseError):
    """No database answers at the address."""

    code = "database-unavailable"
    remedy = "Check that it runs and that NEO4J_URI is right, then ask again."


class DatabaseSlow(DatabaseError):
    """The database is there, and does not answer soon."""

    code = "database-slow"
    remedy = "Ask again in a moment; if it stays, look at the load on the database."


class DatabaseDenied(DatabaseError):
    """The database refuses the user, or what the user asked of it."""

    code = "database-denied"
    remedy = "Check NEO4J_USERNAME and NEO4J_PASSWORD."


class DatabaseTimeout(DatabaseError):
    """The question took longer than it may."""

    code = "database-timeout"
    remedy = "Narrow the question, or raise COUNTERCLAIM_QUERY_TIMEOUT, on the embedded engine up to 30 seconds."


class DatabaseBusy(DatabaseError):
    """Other writers kept the transaction from ending; nothing of it was written."""

    code = "database-busy"
    remedy = "Ask again in a moment."


class DatabaseBehind(DatabaseBusy):
    """The database waited in vain for what a bookmark stands for: it lags behind, or was put back to an earlier day."""


class DatabaseUntrusted(DatabaseUnavailable):
    """Its certificate was issued by nobody whom this machine trusts."""

    code = "database-untrusted"
    remedy = "Have the certificate's issuer trusted here, or take it as it is with +ssc for +s in NEO4J_URI."


class InvalidBookmark(DatabaseError):
    """A bookmark that is none of this database's."""

    code = "invalid-bookmark"
    remedy = "Send the `Bookmark` header of an answer as it came, to the database that it came from, or none."


class InconsistentGraph(DatabaseError):
    """A row that was there when the load was checked is gone; nothing of the transaction was written."""

    code = "inconsistent-graph"
    remedy = "Run the same command again; if it stays, something else has deleted nodes of the graph."


class NoRoom(CounterclaimError):
    """The rows of a load wait on disk until they are written, and there is no room for them."""

    code = "no-room"
    remedy = "Make room there, or name a folder that has it in TMPDIR, then load again."


class EngineError(CounterclaimError):
    """The embedded engine can't be had."""

    code = "engine"


class EngineMissing(EngineError):
    """The engine's package is not installed, or not whole."""

    code = "engine-missing"
    remedy = "Install it with `pip install arcadedb-embedded`, or set NEO4J_URI to a database that runs."


class EngineFolderUnusable(EngineError):
    """The engine's folder can't be made, read or written."""

    code = "engine-folder"
    remedy = "Set COUNTERCLAIM_HOME to a folder that you may write to."


class EngineDiskFull(EngineError):
    """There is no room left for the engine's data."""

    code = "engine-disk-full"
    remedy = "Make room there, or set COUNTERCLAIM_HOME to a folder on another disk, then try again."


class EnginePortBusy(EngineError):
    """Other programs were quicker on every port that the engine tried."""

    code = "engine-port"
    remedy = "Try again."


class EngineDataNewer(EngineError):
    """The data was written by a newer engine than the one installed."""

    code = "engine-data-newer"
    remedy = "Install the newer engine with `pip install --upgrade arcadedb-embedded`, or use another folder."


class EngineFailed(EngineError):
    """The engine did not start."""

    code = "engine-failed"


class EngineStuck(EngineError):
    """The engine, or a command that is starting it, does not come to an end."""

    code = "engine-stuck"
    remedy = "Try again; if it stays so, stop the process that engine.json names."
