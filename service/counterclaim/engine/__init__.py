"""The embedded engine: an ArcadeDB that the first command starts, the next ones join and the last one leaves alone."""

from counterclaim.engine.lease import ensure_running, hindrance, lease
from counterclaim.engine.record import Connection, Credentials

__all__ = ["Connection", "Credentials", "ensure_running", "hindrance", "lease"]
