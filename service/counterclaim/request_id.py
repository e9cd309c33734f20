"""The id of the request being served, for everything that happens on its behalf.

A context variable follows a request through every `await`, so the log lines and the
database transactions of one request can name it without being handed it.
"""

from contextvars import ContextVar

current: ContextVar[str | None] = ContextVar("request_id", default=None)
