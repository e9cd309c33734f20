"""Names and texts as they are looked up: without case, accents and the width of their spaces."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = str.maketrans("", "", "'`’‘ʼʹ′")
"""Spelt in many ways within words, and as often left out: Kup'iansk, Kup’iansk, Kupiansk."""
WORD = re.compile(r"[^\W_]+")
LONGEST = 1_000
"""Characters of a name that tell it from others; one letter may fold to eighteen, and an index holds about 8 KB."""


def folded(name: str) -> str:
    """The form under which a name is found: "Kurákhove " and "kurakhove" are one; LONGEST characters at most."""
    return _folded(name)[:LONGEST].rstrip()


def searchable(text: str) -> str:
    """The folded words of a text, a space between each: letters and digits alone, so that nothing else need match."""
    return " ".join(WORD.findall(_folded(text).translate(APOSTROPHES)))


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(letters.split())
