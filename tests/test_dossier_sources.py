"""Where dossiers come from: streams, files, folders, and the texts beside them."""

from __future__ import annotations

import codecs
import io
import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from counterclaim_loaders import (
    MEDIA_TYPES,
    SUFFIXES,
    Code,
    Format,
    Origin,
    RowError,
    SourcedRow,
    content_digest,
    read,
    read_text,
    text_length,
)

YAML, JSON, LINES = Format.YAML, Format.JSON, Format.JSON_LINES
ACTOR = '{"row": "actor", "id": "isw"}'


def only(found: Iterable[SourcedRow | RowError]) -> RowError:
    [error] = found
    assert isinstance(error, RowError)
    return error


@pytest.mark.parametrize(
    ("name", "encoding", "message"),
    [
        ("Orléans", "cp1252", "Byte 0xe9 at offset 36 is not UTF-8; it looks like Latin-1 or Windows-1252."),
        ("Курахове", "cp1251", "Byte 0xca at offset 33 is not UTF-8; it looks like Windows-1251."),
    ],
)
@pytest.mark.parametrize("format", Format)
def test_a_wrong_encoding_is_named_with_its_place(format: Format, name: str, encoding: str, message: str) -> None:
    text = f'{{"dossier":1,"actors":[{{"id":"{name}"}}]}}'
    error = only(read_text("d", io.BytesIO(codecs.BOM_UTF8 + text.encode(encoding)), format))
    assert (error.code, error.message) == (Code.ENCODING, message)


def test_offsets_count_the_lines_before() -> None:
    before = ACTOR.encode() + b"\r\n\n" + b" " * 1_000_001 + b"\n"
    found = list(read_text("d", io.BytesIO(before + b"\xe9"), LINES))
    errors = [error for error in found if isinstance(error, RowError)]
    assert [error.code for error in errors] == [Code.TOO_LARGE, Code.ENCODING]
    assert f"at offset {len(before):d} " in errors[1].message


class Counted(io.BytesIO):
    """Counts the bytes that were asked for."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        chunk = super().read(size)
        self.taken += len(chunk)
        return chunk

    def readline(self, size: int | None = -1) -> bytes:
        line = super().readline(size)
        self.taken += len(line)
        return line


@pytest.mark.parametrize("format", [JSON, LINES])
def test_rows_come_before_the_rest_is_read(format: Format) -> None:
    rows = [{"row": "actor", "id": f"a{n}", "name": "x" * 100} for n in range(20_000)]
    text = "\n".join(map(json.dumps, rows))
    if format is JSON:
        text = json.dumps({"dossier": 1, "actors": [{"id": row["id"]} | {"name": row["name"]} for row in rows]})
    source = Counted(text.encode())
    found = read_text("d", source, format)
    assert isinstance(next(found), SourcedRow)
    assert source.taken <= 70_000 < len(text)
    assert sum(1 for _ in found) == len(rows) - 1


def test_the_suffix_says_the_format(tmp_path: Path) -> None:
    texts = {
        YAML: "dossier: 1\nactors: [{id: isw}]",
        JSON: '{"actors": [{"id": "isw"}], "dossier": 1}',
        LINES: ACTOR,
    }
    for suffix, format in SUFFIXES.items():
        file = tmp_path / f"d{suffix.upper()}"
        file.write_text(texts[format], encoding="utf-8")
        [row] = read(file)
        assert isinstance(row, SourcedRow)
        assert (row.row.id, row.file) == ("isw", str(file))
    assert set(MEDIA_TYPES.values()) == set(Format)


def test_what_is_no_dossier(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("x")
    os.mkfifo(tmp_path / "pipe.yaml")
    for name, code in [
        ("d.txt", Code.UNKNOWN_FORMAT),
        ("none.yaml", Code.UNREADABLE),
        ("pipe.yaml", Code.UNREADABLE),
        (".", Code.UNKNOWN_FORMAT),
    ]:
        error = only(read(tmp_path / name))
        assert (error.code, error.row) == (code, None)


def test_the_digest_follows_the_content(tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    one.write_text(ACTOR)
    two.write_text(ACTOR)
    assert content_digest(one) == content_digest(two)
    two.write_text(ACTOR + "\n")
    assert content_digest(one) != content_digest(two)
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "actors.csv").write_text("id\na\n")
    before = content_digest(folder)
    (folder / "notes.txt").write_text("no row of the dossier")
    assert content_digest(folder) == before
    (folder / "actors.csv").rename(folder / "places.csv")
    assert content_digest(folder) != before


DOCUMENT = Origin("d", 7, "document d", "d")
"""Where the row of a document stands."""


def test_the_length_of_a_text_is_in_code_points_as_they_stand(tmp_path: Path) -> None:
    text = "\ufeffa\r\nb\n\N{GRINNING FACE}e\u0301" * 300_000
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "d.txt").write_bytes(text.encode())
    assert text_length(tmp_path, "texts/d.txt", DOCUMENT) == len(text)
    assert text_length(tmp_path, "./texts/../texts/d.txt", DOCUMENT) == len(text)


def test_a_text_must_lie_beside_the_dossier(tmp_path: Path) -> None:
    base = tmp_path / "dossier"
    base.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (base / "link.txt").symlink_to(tmp_path / "secret.txt")
    (base / "loop").symlink_to(base / "loop")
    (base / "latin.txt").write_bytes(b"abc\xe9")
    expected = {
        "../secret.txt": Code.FILE_OUTSIDE,
        str(base / "latin.txt"): Code.FILE_OUTSIDE,
        "link.txt": Code.FILE_OUTSIDE,
        "none.txt": Code.FILE_MISSING,
        ".": Code.FILE_MISSING,
        "loop": Code.UNREADABLE,
        "a\0b": Code.UNREADABLE,
        "x" * 1000: Code.UNREADABLE,
        "latin.txt": Code.ENCODING,
    }
    for file, code in expected.items():
        error = text_length(base, file, DOCUMENT)
        assert isinstance(error, RowError), file
        assert (error.code, error.line, error.field) == (code, 7, "file"), file
