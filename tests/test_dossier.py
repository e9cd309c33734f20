"""Dossiers in YAML, JSON and JSON Lines: what is refused, with which code and where, and what is forgiven."""

from __future__ import annotations

import io
import json

import pytest

from counterclaim_loaders import (
    Code,
    Format,
    RowError,
    SourcedRow,
    read_text,
)

YAML, JSON, LINES = Format.YAML, Format.JSON, Format.JSON_LINES
ACTOR = '{"row": "actor", "id": "isw"}'


def parsed(content: str | bytes, format: Format) -> list[SourcedRow | RowError]:
    data = content.encode() if isinstance(content, str) else content
    return list(read_text("d", io.BytesIO(data), format))


def ids(found: list[SourcedRow | RowError]) -> list[str]:
    return [item.row.id for item in found if isinstance(item, SourcedRow)]


def errors(found: list[SourcedRow | RowError]) -> list[RowError]:
    return [item for item in found if isinstance(item, RowError)]


def places(found: list[SourcedRow | RowError]) -> list[tuple[str, int | None, str | None, str | None]]:
    return [(error.code, error.line, error.row, error.field) for error in errors(found)]


def only(found: list[SourcedRow | RowError]) -> RowError:
    [error] = errors(found)
    return error


def test_yaml_errors_name_line_row_field_and_remedy() -> None:
    found = parsed(
        """\
dossier: 1
actors:
  - {id: isw, name: ISW}
  - id: twz
    nam: The War Zone
    kind: stat
places:
  - id: kursk oblast
    location:
      latitude: 51,5
      longitude: 200
statements:
  - id: s1
    claimant: isw
    abuot: berdin
    time: 2025-01-05T10:00
    in: {document: d, start: 5, end: 4}
  - claimant: isw
    about: [berdin, kursk]
    located_at:
      - place: berdin
        extent: whole
    relayed_by: [twz, {cue: said}]
""",
        YAML,
    )
    assert ids(found) == ["isw"]
    assert places(found) == [
        ("invalid", 6, "actors[1] twz", "kind"),
        ("unknown-key", 5, "actors[1] twz", "nam"),
        ("invalid-id", 8, "places[0] kursk oblast", "id"),
        ("invalid", 10, "places[0] kursk oblast", "location.latitude"),
        ("invalid", 11, "places[0] kursk oblast", "location.longitude"),
        ("missing", 13, "statements[0] s1", "about"),
        ("invalid-time", 16, "statements[0] s1", "time"),
        ("invalid", 17, "statements[0] s1", "in.0"),
        ("unknown-key", 15, "statements[0] s1", "abuot"),
        ("missing", 23, "statements[1]", "relayed_by.1.actor"),
        ("invalid", 19, "statements[1]", "about"),
        ("invalid", 22, "statements[1]", "located_at.0.extent"),
    ]
    remedies = {error.field: error.remedy for error in errors(found)}
    assert remedies["nam"] == "Did you mean name?"
    assert remedies["abuot"] == "Did you mean about?"
    assert remedies["kind"] == "Did you mean state?"
    assert remedies["location.latitude"] == "Write the decimal point, not a comma."
    assert remedies["time"].startswith("Add the zone")
    assert remedies["about"] in ("Add it.", "It holds one value; write a row for each.")
    cells = {error.field: error.cell for error in errors(found)}
    assert cells["location.longitude"] == "200"
    assert cells["located_at.0.extent"] == "whole"
    assert {error.id for error in errors(found)} == {"twz", "kursk oblast", "s1", None}


def test_an_error_reads_as_one_line() -> None:
    error = only(parsed("dossier: 1\nactors:\n  - id: isw\n    nam: x", YAML))
    assert str(error) == "d:4: actors[0] isw nam: The actor has no key 'nam'. Did you mean name? [unknown-key]"


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("", Code.EMPTY, None),
        ("# nothing but a comment\n", Code.EMPTY, None),
        ("actors: []", Code.VERSION, None),
        ("dossier: 2\nactors: []", Code.VERSION, 1),
        ("dossier: true", Code.VERSION, 1),
        ("- a\n- b", Code.INVALID, None),
        ("dossier: 1\nevents: here", Code.INVALID, 2),
        ("dossier: 1\nevnts: []", Code.UNKNOWN_KEY, 2),
        ("dossier: 1\nevents: []\nevents: []", Code.DUPLICATE_KEY, 3),
        ("dossier: 1\nactors:\n  - id: a\n    id: a", Code.DUPLICATE_KEY, 4),
        ("dossier: 1\nactors:\n  - id: a\n    name: x: y", Code.SYNTAX, 4),
        ("dossier: 1\n\tactors: []", Code.SYNTAX, 2),
        ("dossier: 1\n---\ndossier: 1", Code.SYNTAX, 2),
        ("dossier: 1\nactors:\n  - name: \0", Code.SYNTAX, 3),
        ("dossier: 1\nactors:\n  - {id: a, name: !!python/name:os.system x}", Code.SYNTAX, 3),
        ("dossier: 1\nactors: !!set {a}", Code.SYNTAX, 2),
        ("dossier: 1\nactors: !" + "a" * 3_000_000, Code.SYNTAX, 2),
        ("dossier: 1\nactors:\n  - {[a]: b}", Code.SYNTAX, 3),
        ("dossier: 1\nactors:\n  - *nobody", Code.SYNTAX, 3),
        ("dossier: 1\nactors: &all\n  - *all", Code.SYNTAX, 3),
        ('dossier: 1\nactors:\n  - id: "\\UFFFFFFFF"', Code.SYNTAX, 3),
        ("dossier: 1\nactors:\n  - id: " + "[" * 40 + "]" * 40, Code.TOO_DEEP, 3),
        ("dossier: 1\nplaces:\n  - {id: a, location: {latitude: .nan, longitude: 0}}", Code.INVALID, 3),
        ("dossier: 1\n" + "#" * 20_000_000, Code.TOO_LARGE, None),
        ("dossier: 1\nactors: []".encode("utf-16"), Code.ENCODING, None),
        ("dossier: 1\nactors: []".encode("utf-16-be"), Code.ENCODING, None),
        ("dossier: 1\n# 1\nactors: [{id: a, name: é}]".encode("latin-1"), Code.ENCODING, 3),
    ],
)
def test_bad_yaml(content: str | bytes, code: Code, line: int | None) -> None:
    found = parsed(content, YAML)
    assert ids(found) == []
    error = only(found)
    assert (error.code, error.line) == (code, line)
    assert error.remedy


def test_nested_aliases_are_bounded() -> None:
    lines = ["dossier: 1", "actors:", "  - &a0 {id: x}"]
    lines += [f"  - &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    error = errors(parsed("\n".join(lines), YAML))[-1]
    assert error.code == Code.SYNTAX
    assert "stands for too much" in error.message


def test_yaml_keeps_texts_that_look_like_something_else() -> None:
    found = parsed(
        """\
dossier: 1
documents:
  - &base {id: 007, published: 2025-01-05, title: &name No}
  - {id: 2024, published: 2025-01-05T10:00:00Z, title: *name}
  - {id: 1_000, published: 2024, title: "true"}
statements:
  - {claimant: [2024], about: 007, in: 2024, value: &value {a: 1.50, b: [0x1f, {c: ~}], d: no, e: 1e3, f: !!str 1}}
  - {claimant: isw, about: 007, value: [*value, no]}
""",
        YAML,
    )
    rows = [item.row.canonical() for item in found if isinstance(item, SourcedRow)]
    assert [(row["id"], row["published"], row["title"]) for row in rows[:3]] == [
        ("007", "2025-01-05", "No"),
        ("2024", "2025-01-05T10:00:00Z", "No"),
        ("1_000", "2024", "true"),
    ]
    assert rows[3]["value"] == {"a": 1.5, "b": ["0x1f", {"c": None}], "d": "no", "e": 1000.0, "f": "1"}
    assert rows[4]["value"] == [rows[3]["value"], "no"]
    assert rows[3]["in"] == [{"document": "2024"}]


def test_yaml_rows_have_the_line_they_begin_on() -> None:
    found = parsed("# x\ndossier: 1\nactors:\n  - id: a\n\n  - {id: b}\nplaces:\n  -\n    id: c\n", YAML)
    assert [(item.line, item.index) for item in found if isinstance(item, SourcedRow)] == [(4, 0), (6, 1), (9, 2)]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("", Code.EMPTY, None),
        ("null", Code.EMPTY, None),
        ("[]", Code.INVALID, None),
        ('{"actors": []}', Code.VERSION, None),
        ('{"dossier": "1"}', Code.VERSION, None),
        ('{"dossier": 1,\n"actors": [}', Code.SYNTAX, 2),
        ('{"dossier": 1} {}', Code.SYNTAX, 1),
        ('{"dossier": 1', Code.SYNTAX, 1),
        ('{"dossier": 1, "actors": [{"id": NaN}]}', Code.SYNTAX, None),
        ('{"dossier": 1, "actors": [{"id": "a", "id": "b"}]}', Code.DUPLICATE_KEY, None),
        ('{"dossier": 1, "actors": [{"id": ' + "9" * 5000 + "}]}", Code.SYNTAX, None),
        ('{"dossier": 1, "places": [{"id": 1e999999999999999999999}]}', Code.SYNTAX, None),
        ('{"dossier": 1, "statements": [{"claimant": "a", "about": "b", "value": 1e400}]}', Code.INVALID, None),
        (
            '{"dossier": 1, "statements": [{"claimant": "a", "about": "b", "value": [[' + "[" * 100_000,
            Code.TOO_DEEP,
            None,
        ),
        ('{"dossier": 1, "actors": [{"id": "' + "x" * 3_000_000 + '"}]}', Code.TOO_LARGE, None),
        ('{"dossier": 1, "actors": [{"id": "\0"}]}', Code.SYNTAX, 1),
        (b'{"dossier": 1, "actors": [{"id": "\xe9t\xe9"}]}', Code.ENCODING, None),
        ('{"dossier": 1}'.encode("utf-16"), Code.ENCODING, None),
    ],
)
def test_bad_json(content: str | bytes, code: Code, line: int | None) -> None:
    found = parsed(content, JSON)
    assert ids(found) == []
    error = only(found)
    assert (error.code, error.line) == (code, line)
    assert error.remedy


def test_json_rows_are_named_by_their_place_in_the_list() -> None:
    rows = [{"claimant": "a", "about": "b"}] * 3 + [{"claimant": "a", "about": "b", "time": "5 January", "id": "s"}]
    found = parsed(json.dumps({"statements": rows, "dossier": 1}), JSON)
    assert places(found) == [("invalid-time", None, "statements[3] s", "time")]
    assert [item.index for item in found if isinstance(item, SourcedRow)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        (b'{"id": "a"}', Code.MISSING, "row"),
        (b'{"row": "acter", "id": "a"}', Code.INVALID, "row"),
        (b'{"row": ["actor"], "id": "a"}', Code.INVALID, "row"),
        (b'{"row": "actor"}', Code.MISSING, "id"),
        (b'{"row": "actor", "id": null}', Code.MISSING, "id"),
        (b'{"row": "actor", "id": "a", "dossier": 1}', Code.UNKNOWN_KEY, "dossier"),
        (b'{"row": "actor", "id": "a", "name": "a\\u0000"}', Code.INVALID, "name"),
        (b'{"row": "actor", "id": "a", "name": "\\ud800"}', Code.INVALID, "name"),
        (b'{"row": "actor", "id": "\\ud800"}', Code.INVALID, "id"),
        (b'{"row": "statement", "claimant": "a", "about": "b", "value": ["\\ud800"]}', Code.INVALID, "value"),
        (b'{"row": "statement", "claimant": [], "about": "b"}', Code.MISSING, "claimant"),
        (b'{"row": "actor", "id": "' + b"a" * 201 + b'"}', Code.INVALID, "id"),
        (b'{"row": "actor", "id": "a", "name": "' + b"a" * 1001 + b'"}', Code.INVALID, "name"),
        (
            b'{"row": "actor", "id": "a", "' + b"a" * 900_000 + b'": 1}',
            Code.UNKNOWN_KEY,
            "a" * 79 + "\N{HORIZONTAL ELLIPSIS}",
        ),
        (b'{"row": "statement", "claimant": "a", "about": "b", "value": NaN}', Code.INVALID, "value"),
        (
            b'{"row": "place", "id": "a", "location": {"latitude": Infinity, "longitude": 0}}',
            Code.INVALID,
            "location.latitude",
        ),
        (b'["actor", "a"]', Code.INVALID, None),
        (b"5", Code.INVALID, None),
        (b'{"row": "actor", "id": "a"', Code.SYNTAX, None),
        (b'{"row": "actor", "id": "a\0"}', Code.SYNTAX, None),
        (b'{"row": "actor", "id": "a", "id": "a"}', Code.DUPLICATE_KEY, None),
        (b'{"row": "actor", "id": "a", "aliases": [' + b"1," * 100_000 + b"1]}", Code.INVALID, "aliases"),
        (b'{"row": "actor", "id": ' + b"9" * 5000 + b"}", Code.SYNTAX, None),
        (b"[" * 40 + b"]" * 40, Code.TOO_DEEP, None),
        (b"[" * 100_000, Code.TOO_DEEP, None),
        (b'{"row": "actor", "id": "' + b"x" * 1_000_000 + b'"}', Code.TOO_LARGE, None),
        (b'{"row": "actor", "id": "\xe9"}', Code.ENCODING, None),
        (b'{"row": "actor", "id": "\xe2\x82"', Code.ENCODING, None),
    ],
)
def test_a_bad_line_is_one_error_and_the_next_is_read(line: bytes, code: Code, field: str | None) -> None:
    found = parsed(b'\xef\xbb\xbf{"row": "actor", "id": "first"}\r\n\n' + line + b"\n \n" + ACTOR.encode(), LINES)
    error = only(found)
    assert (error.code, error.line, error.field) == (code, 3, field)
    assert error.row
    assert error.index == 1
    assert len(str(error)) < 1_000
    assert error.remedy
    assert [(item.row.id, item.line, item.index) for item in found if isinstance(item, SourcedRow)] == [
        ("first", 1, 0),
        ("isw", 5, 2),
    ]


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_json_lines_without_a_row_are_an_error(content: str) -> None:
    assert only(parsed(content, LINES)).code == Code.EMPTY
