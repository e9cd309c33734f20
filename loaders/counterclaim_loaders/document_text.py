"""The text of a document beside the dossier: only its length is taken, to check offsets against."""

from __future__ import annotations

from pathlib import Path

from counterclaim_loaders.encoding import Utf8Decoder
from counterclaim_loaders.row_errors import Code, Origin, RowError, Unfit

_CHUNK = 1 << 20


def text_length(base: Path, file: str, origin: Origin) -> int | RowError:
    """Count the code points of a document's file, newlines and a byte order mark as they stand.

    base: the folder of the dossier; the file must lie in it, links resolved.
    origin: where the document's row stands, for the error.
    """
    try:
        return _code_points(_inside(base, file))
    except Unfit as unfit:
        return origin.error(unfit.code, unfit.message, field="file", cell=file)


def _inside(base: Path, file: str) -> Path:
    """Resolve a path within the folder; raises Unfit if it leads elsewhere or to no ordinary file."""
    try:
        folder = base.resolve()
        path = (folder / file).resolve()
        if Path(file).is_absolute() or not path.is_relative_to(folder):
            raise Unfit(Code.FILE_OUTSIDE, "The file lies outside the dossier's folder.")
        if not path.is_file():
            raise Unfit(Code.FILE_MISSING, "There is no such file.")
    except (OSError, ValueError, RuntimeError) as error:
        # A path that holds a NUL is a ValueError, a loop of links a RuntimeError.
        raise Unfit(Code.UNREADABLE, f"The path leads nowhere: {error}.") from None
    return path


def _code_points(path: Path) -> int:
    decoder, count = Utf8Decoder(), 0
    try:
        with path.open("rb") as text:
            while chunk := text.read(_CHUNK):
                count += len(decoder.decode(chunk))
    except OSError as error:
        raise Unfit(Code.UNREADABLE, f"The file cannot be read: {error.strerror}.") from None
    return count + len(decoder.decode(b""))
