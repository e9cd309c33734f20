"""The driver's errors, turned into the project's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ssl import SSLError

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from counterclaim.errors import (
    DatabaseBehind,
    DatabaseBusy,
    DatabaseDenied,
    DatabaseError,
    DatabaseSlow,
    DatabaseTimeout,
    DatabaseUnavailable,
    DatabaseUntrusted,
    InvalidBookmark,
)

UNKNOWN_BOOKMARK = ("InvalidBookmark", "InvalidBookmarkMixture")
TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "TransactionTerminated")


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into the project's own."""
    try:
        yield
    except (ServiceUnavailable, SessionExpired) as error:
        if any(isinstance(cause, SSLError) for cause in _causes(error)):
            raise DatabaseUntrusted("The certificate of the database can't be verified.") from error
        raise DatabaseUnavailable("The database does not answer.") from error
    except (AuthError, Forbidden) as error:
        raise DatabaseDenied("The database refuses the user.") from error
    except Neo4jError as error:
        raise _of_code(error) from error
    except TimeoutError as error:
        raise DatabaseTimeout("The database did not answer within the time limit.") from error
    except ConnectionAcquisitionTimeoutError as error:
        raise DatabaseSlow("No connection to the database came free in time.") from error
    except (ConfigurationError, OSError) as error:
        raise DatabaseUnavailable(f"The database can't be reached: {error}.") from error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and all that led to it."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for one in error.exceptions:
                yield from _causes(one)
        error = error.__cause__ or error.__context__


def _of_code(error: Neo4jError) -> DatabaseError:
    code = error.code or ""
    if code.endswith(TIMED_OUT):
        return DatabaseTimeout("The database stopped the question at its time limit.")
    if code.endswith(UNKNOWN_BOOKMARK):
        return InvalidBookmark("The database does not know the bookmark.")
    if code.endswith("BookmarkTimeout"):
        return DatabaseBehind("The database does not have what a bookmark stands for.")
    if isinstance(error, TransientError):
        return DatabaseBusy("The database could not finish the transaction.")
    return DatabaseError(f"The database answered {code}.", remedy="Its log tells more.")
