"""Decodes UTF-8 strictly, and tells what bytes that are no UTF-8 may be instead."""

from __future__ import annotations

import codecs
import re

from counterclaim_loaders.row_errors import Code, Unfit

_BOM = b"\xef\xbb\xbf"
_OTHER_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
# Cyrillic words are runs of high bytes in Windows-1251; in Western European text accents stand apart.
_CYRILLIC_RUN = re.compile(rb"[\xc0-\xff\xa8\xb8]{4}")


class Utf8Decoder:
    """Decodes a source chunk by chunk; `size` counts the bytes so far."""

    def __init__(self) -> None:
        self.size = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def decode(self, chunk: bytes) -> str:
        """Decode the next chunk, an empty one being the end; raises Unfit."""
        self.size += len(chunk)
        try:
            return self._decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            # What it decodes ends where the chunk does, and may begin with bytes held back from the one before.
            raise Unfit(Code.ENCODING, not_utf8(error, self.size - len(error.object))) from None


def without_mark(head: bytes) -> bytes:
    """Take the byte order mark off the first bytes of a source; raises Unfit if they are UTF-16 or UTF-32."""
    name = _other_encoding(head)
    if name is None and b"\x00" in head[:2] and head[:4].strip(b"\x00"):
        name = "UTF-16 or UTF-32"  # an ASCII character beside zero bytes
    if name:
        raise Unfit(Code.ENCODING, f"The file is {name}, not UTF-8: it begins with the bytes {head[:4].hex(' ')}.")
    return head.removeprefix(_BOM)


def not_utf8(error: UnicodeDecodeError, before: int) -> str:
    """Name the first byte that is no UTF-8 and what it may be instead; `before` bytes precede those decoded."""
    data, offset = error.object, before + error.start
    where = f"Byte {data[error.start]:#04x} at offset {offset} is not UTF-8"
    if error.reason == "unexpected end of data":
        return f"{where}: a character is cut off."
    likely = _other_encoding(data) if offset == 0 else None
    likely = likely or ("Windows-1251" if _CYRILLIC_RUN.search(data) else "Latin-1 or Windows-1252")
    return f"{where}; it looks like {likely}."


def _other_encoding(head: bytes) -> str | None:
    return next((name for mark, name in _OTHER_MARKS.items() if head.startswith(mark)), None)
