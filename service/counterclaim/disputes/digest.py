"""The digest of a dispute's statements, by which a reader tells whether it was read whole."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from counterclaim.models import dumps


def digest(members: Iterable[tuple[str, str, int, int]]) -> str:
    """Hash of the statements on the sides, each as (statement, side, known from, known to), in any order."""
    return blake2b(dumps(sorted(members)).encode(), digest_size=16).hexdigest()
