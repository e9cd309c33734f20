"""Names as they are looked up: without case, accents and the width of their spaces."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """The form under which a name is found: "Kurákhove " and "kurakhove" are one."""
    if name.isascii():
        return " ".join(name.lower().split())
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(letters.split())
