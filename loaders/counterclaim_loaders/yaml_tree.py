"""YAML, read whole: the parse events with their lines, scalars as the core schema of YAML 1.2 means them.

Dates stay text, and so do 007, 0x1f and 1_000: an id is not to be read as a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import ReaderError

from counterclaim_loaders.encoding import not_utf8, without_mark
from counterclaim_loaders.row_errors import Code, Unfit
from counterclaim_loaders.tree import Event

MAX_BYTES = 20_000_000
MAX_ALIASED = 100_000
"""How many parse events the aliases of a file may repeat: a few lines of nested aliases can stand for billions."""

# ruamel.yaml needs time by the square of a tag's length.
_ENDLESS_TAG = re.compile(r"(?<![^\s\[{,:-])!\S{300}")
_TEXT_TAG = "tag:yaml.org,2002:str"
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,999})(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class YamlEvents:
    """The parse events of one YAML document of at most MAX_BYTES; `line` is that of the last one, from 1."""

    def __init__(self, content: IO[bytes]) -> None:
        self.line: int | None = None
        self._content = content

    def row_ends(self) -> None:
        """Nothing to do: the source is bounded as a whole."""

    def __iter__(self) -> Iterator[Event]:
        text = _text(self._content)
        try:
            yield from self._events(text)
        except ReaderError as error:
            message = f"The character U+{ord(text[error.position]):04X} is not allowed in YAML."
            raise Unfit(Code.SYNTAX, message, line=text.count("\n", 0, error.position) + 1) from None
        except MarkedYAMLError as error:
            raise _syntax(error) from None
        except YAMLError as error:
            raise Unfit(Code.SYNTAX, f"{error}.", line=self.line) from None
        except (ArithmeticError, ValueError):
            # What ruamel.yaml lets through of escapes beyond Unicode and of versions with thousands of digits.
            raise Unfit(Code.SYNTAX, "An escape or a version is out of range.", line=self.line) from None

    def _events(self, text: str) -> Iterator[Event]:
        key_next: list[bool | None] = []  # of each open collection: whether a key comes next; None in a list
        for event in _expanded(_nodes(text)):
            self.line = event.start_mark.line + 1
            if isinstance(event, CollectionEndEvent):
                yield "end_array" if key_next.pop() is None else "end_map", None
                continue
            is_key = bool(key_next and key_next[-1])
            if key_next and key_next[-1] is not None:
                key_next[-1] = not is_key
            if isinstance(event, ScalarEvent):
                yield ("map_key", event.value) if is_key else ("scalar", _scalar(event))
                continue
            if is_key or event.tag:
                wrong = f"The tag {event.tag} is not allowed" if event.tag else "A key is a list or an object"
                raise Unfit(Code.SYNTAX, f"{wrong}.", line=self.line)
            is_map = isinstance(event, MappingStartEvent)
            key_next.append(True if is_map else None)
            yield "start_map" if is_map else "start_array", None


def _text(content: IO[bytes]) -> str:
    head = content.read(MAX_BYTES + 1)
    if len(head) > MAX_BYTES:
        remedy = "Write it as JSON Lines, which may be of any size, or split it."
        raise Unfit(Code.TOO_LARGE, f"A YAML file may have {MAX_BYTES:,} bytes.", remedy=remedy)
    data = without_mark(head)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unfit(Code.ENCODING, not_utf8(error, len(head) - len(data)), line=line) from None
    if endless := _ENDLESS_TAG.search(text):
        line = text.count("\n", 0, endless.start()) + 1
        raise Unfit(Code.SYNTAX, "The tag is not allowed.", line=line, cell=endless.group())
    return text


def _nodes(text: str) -> Iterator[Any]:
    documents = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise Unfit(Code.SYNTAX, "A second document begins.", line=event.start_mark.line + 1)
        elif isinstance(event, NodeEvent | CollectionEndEvent):
            yield event


def _expanded(events: Iterator[Any]) -> Iterator[Any]:
    """Put in the place of each alias the events of the node that it stands for, MAX_ALIASED in all at most."""
    anchored: dict[str, list[Any]] = {}
    recordings: list[tuple[str, int, list[Any]]] = []  # of anchored nodes still open: name, depth, events
    depth = aliased = 0
    for event in events:
        batch = [event]
        if isinstance(event, AliasEvent):
            batch = anchored.get(event.anchor, [])
            aliased += len(batch)
            if not batch or aliased > MAX_ALIASED:
                wrong = "stands for too much" if batch else "names no anchor before it"
                raise Unfit(Code.SYNTAX, f"The alias *{event.anchor} {wrong}.", line=event.start_mark.line + 1)
        elif isinstance(event, CollectionStartEvent):
            if event.anchor:
                recordings.append((event.anchor, depth, []))
            depth += 1
        elif isinstance(event, ScalarEvent) and event.anchor:
            anchored[event.anchor] = batch
        for _, _, recorded in recordings:
            recorded += batch
        if isinstance(event, CollectionEndEvent):
            depth -= 1
            if recordings and recordings[-1][1] == depth:
                name, _, anchored[name] = recordings.pop()
        yield from batch


def _scalar(event: ScalarEvent) -> object:
    """Read a plain scalar as null, boolean, number or text; a quoted one is text."""
    text = str(event.value)
    if event.tag not in (None, "!", _TEXT_TAG):
        raise Unfit(Code.SYNTAX, f"The tag {event.tag} is not allowed.", line=event.start_mark.line + 1)
    if event.tag or event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if number := _NUMBER.fullmatch(text):
        return float(text) if number.group(1) or number.group(2) else int(text)
    return float(text.replace(".", "")) if _NOT_FINITE.fullmatch(text) else text


def _syntax(error: MarkedYAMLError) -> Unfit:
    mark = error.problem_mark or error.context_mark
    message = ", ".join(part for part in (error.context, error.problem) if part)
    remedy = None
    if "mapping values are not allowed" in message:
        remedy = "Put a text that holds a colon and a space in quotes, and check the indentation."
    return Unfit(Code.SYNTAX, f"{message}.", remedy=remedy, line=mark.line + 1 if mark else None)
