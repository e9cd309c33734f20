"""Dossiers by property: a row written in any format reads back as it was, and no bytes make a reader fail."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterclaim.models import INVISIBLE, ROWS, read_row
from counterclaim_loaders import Code, Format, RowError, SourcedRow, read, read_text

Raw = dict[str, Any]

SPECIAL = "\"';,:#[]{}|>-?!&*%@`\\\n\r\t ~=<>.0123456789eE+ЖéÄ中\N{ZERO WIDTH SPACE}\N{GRINNING FACE}\u2028\u0085\ufeff"
TEXTS = st.text(st.sampled_from(SPECIAL) | st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
PROSE = TEXTS.filter(lambda text: any(category(char) not in INVISIBLE for char in text))
NAMES = PROSE.filter(lambda text: not any(c in text for c in "\u0085"))
IDS = st.from_regex(r"[A-Za-z0-9Ж_.:@+-]{1,8}", fullmatch=True)
DAYS = st.dates().map(str) | st.sampled_from(["2024-08~", "2025-01", "2025-01-05/..", "2024", "2025-01-05T10:00:00Z"])
SCALARS = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    SCALARS | TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=6
)
EXTENTS = st.sampled_from(["all", "part", "outskirts", "near"])
PLACED = st.lists(st.fixed_dictionaries({"place": IDS}, optional={"extent": EXTENTS, "note": NAMES}), max_size=3)
LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)
PASSAGES = st.fixed_dictionaries({"document": IDS}) | st.tuples(IDS, st.integers(0, 99), st.integers(1, 99)).map(
    lambda three: {"document": three[0], "start": three[1], "end": three[1] + three[2]}
)

RAW: dict[str, st.SearchStrategy[Raw]] = {
    "document": st.fixed_dictionaries(
        {"id": IDS},
        optional={
            "title": NAMES,
            "publisher": IDS,
            "published": DAYS,
            "url": st.just("https://a.b/c;d"),
            "file": PROSE,
        },
    ),
    "actor": st.fixed_dictionaries(
        {"id": IDS},
        optional={
            "name": NAMES,
            "kind": st.sampled_from(["state", "group"]),
            "aliases": st.lists(NAMES, max_size=3),
            "part_of": IDS,
            "reliability": st.sampled_from("ABCDEF"),
        },
    ),
    "place": st.fixed_dictionaries(
        {"id": IDS},
        optional={
            "aliases": st.lists(NAMES, max_size=3),
            "location": st.fixed_dictionaries(
                {"latitude": LATITUDES, "longitude": LONGITUDES}, optional={"precision": st.floats(0.1, 1e6)}
            ),
        },
    ),
    "event": st.fixed_dictionaries(
        {"id": IDS},
        optional={
            "time": DAYS,
            "located_at": PLACED,
            "involves": st.lists(
                st.fixed_dictionaries({"actor": IDS}, optional={"role": st.just("target")}), max_size=3
            ),
        },
    ),
    "statement": st.fixed_dictionaries(
        {"claimant": st.lists(IDS, min_size=1, max_size=3), "about": IDS},
        optional={
            "id": IDS,
            "relayed_by": st.lists(st.fixed_dictionaries({"actor": IDS}, optional={"cue": NAMES}), max_size=3),
            "predicate": IDS,
            "value": VALUES,
            "polarity": st.sampled_from(["asserts", "denies"]),
            "certainty": st.just("possible"),
            "time": DAYS,
            "located_at": PLACED,
            "text": PROSE,
            "language": st.just("en-GB"),
            "in": st.lists(PASSAGES, max_size=3),
            "derived_from": st.lists(IDS, max_size=3),
            "retracted": DAYS,
        },
    ),
}
ROWS_OF_ALL_KINDS = st.lists(
    st.sampled_from(list(RAW)).flatmap(lambda kind: RAW[kind].map(lambda raw: (kind, read_row(kind, raw).canonical()))),
    min_size=1,
    max_size=4,
)


def sections(rows: Iterable[tuple[str, Raw]]) -> dict[str, list[Raw]]:
    made: dict[str, list[Raw]] = {}
    for kind, row in rows:
        made.setdefault(f"{kind}s", []).append(row)
    return made


def as_json_lines(rows: list[tuple[str, Raw]]) -> bytes:
    return b"".join(json.dumps({**row, "row": kind}).encode() + b"\n" for kind, row in rows)


def as_json(rows: list[tuple[str, Raw]]) -> bytes:
    return json.dumps({**sections(rows), "dossier": 1}, ensure_ascii=False, indent=1).encode()


def as_yaml(rows: list[tuple[str, Raw]]) -> bytes:
    return "".join(["dossier: 1\n", *yaml_lines(sections(rows), "")]).encode()


def yaml_lines(content: Any, indent: str) -> Iterator[str]:
    """A list or object as a block of YAML, or if it is empty or a scalar as the rest of a line."""
    if not content or not isinstance(content, dict | list):
        yield f" {yaml_text(content) if isinstance(content, str) else json.dumps(content)}\n"
        return
    heads = [f"{yaml_text(key)}:" for key in content] if isinstance(content, dict) else ["-"] * len(content)
    inner = content.values() if isinstance(content, dict) else content
    if indent:
        yield "\n"
    for head, item in zip(heads, inner, strict=True):
        yield f"{indent}{head}"
        yield from yaml_lines(item, indent + "  ")


def yaml_text(text: str) -> str:
    if re.fullmatch("[A-Za-z][a-z_]{2,}", text) and text not in ("true", "null", "false", "True", "Null", "False"):
        return text
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'


def json_cells(row: Raw) -> dict[str, str]:
    """A row as the cells of CSV, what is nested as JSON."""
    return {
        key: value if isinstance(value, str) and key != "value" else json.dumps(value) for key, value in row.items()
    }


def dotted_cells(row: Raw) -> dict[str, str]:
    """A row as the cells of CSV, what is nested in columns of its own as far as that goes."""
    cells: dict[str, str] = {}
    for key, value in row.items():
        if key == "value":
            plain = isinstance(value, dict) and value and all(inner and not set(inner) & {".", " "} for inner in value)
            flat = plain and all(name.strip() == name and item is not None for name, item in value.items())
            cells |= {f"value.{k}": json.dumps(v) for k, v in value.items()} if flat else {"value": json.dumps(value)}
        elif key == "location":
            cells |= {f"location.{inner}": str(number) for inner, number in value.items()}
        elif isinstance(value, list) and isinstance(value[0], dict):
            for number, item in enumerate(value, start=1):
                place = key if number == 1 else f"{key}.{number}"
                cells |= {f"{place}.{inner}": str(content) for inner, content in item.items()}
        elif isinstance(value, list):
            simple = all(";" not in item and item.strip() == item and item[0] not in "[{" for item in value)
            cells[key] = " ; ".join(value) if simple else json.dumps(value)
        else:
            cells[key] = value
    return cells


def write_csv(folder: Path, rows: list[tuple[str, Raw]], *, dotted: bool) -> None:
    for section, listed in sections(rows).items():
        lines = [dotted_cells(row) if dotted else json_cells(row) for row in listed]
        required = ["claimant", "about"] if section == "statements" else ["id"]
        with (folder / f"{section}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(dict.fromkeys(required + [key for line in lines for key in line])))
            writer.writeheader()
            writer.writerows(lines)


def rows_of(found: Iterable[SourcedRow | RowError]) -> list[tuple[str, Raw]]:
    listed = list(found)
    assert [str(item) for item in listed if isinstance(item, RowError)] == []
    assert [item.index for item in listed if isinstance(item, SourcedRow)] == list(range(len(listed)))
    return [(item.row.kind_of_row, item.row.canonical()) for item in listed if isinstance(item, SourcedRow)]


def by_kind(rows: list[tuple[str, Raw]]) -> list[tuple[str, Raw]]:
    order = list(ROWS)
    return sorted(rows, key=lambda row: order.index(row[0]))


@given(ROWS_OF_ALL_KINDS)
def test_json_lines_read_back(rows: list[tuple[str, Raw]]) -> None:
    assert rows_of(read_text("x", io.BytesIO(as_json_lines(rows)), Format.JSON_LINES)) == rows


@given(ROWS_OF_ALL_KINDS)
def test_json_reads_back(rows: list[tuple[str, Raw]]) -> None:
    assert by_kind(rows_of(read_text("x", io.BytesIO(as_json(rows)), Format.JSON))) == by_kind(rows)


@given(ROWS_OF_ALL_KINDS)
def test_yaml_reads_back(rows: list[tuple[str, Raw]]) -> None:
    assert by_kind(rows_of(read_text("x", io.BytesIO(as_yaml(rows)), Format.YAML))) == by_kind(rows)


@given(rows=ROWS_OF_ALL_KINDS, dotted=st.booleans())
def test_csv_reads_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, Raw]], dotted: bool) -> None:
    folder = tmp_path_factory.mktemp("csv")
    write_csv(folder, rows, dotted=dotted)
    assert rows_of(read(folder)) == by_kind(rows)


# What a row may come with that does not belong there: the key, and JSON that no field takes or that some do.
ODD: st.SearchStrategy[tuple[str, Any]] = st.tuples(
    st.sampled_from(
        ["id", "claimant", "about", "in", "located_at", "value", "polarity", "time", "name", "clamant", "location"]
    ),
    st.sampled_from(
        [
            None,
            True,
            5,
            1.5,
            "",
            "a b",
            "x",
            [],
            [[]],
            {},
            {"place": 1, "x": 2},
            {"document": "d", "start": 3},
            ["a", {}],
        ]
    ),
)


@given(st.sampled_from(list(RAW)).flatmap(lambda kind: st.tuples(st.just(kind), RAW[kind])), st.lists(ODD, max_size=3))
def test_formats_find_the_same_errors(row: tuple[str, Raw], odd: list[tuple[str, Any]]) -> None:
    kind, raw = row[0], {**row[1], **dict(odd)}

    def judged(content: bytes, format: Format) -> list[tuple[str, str | None]]:
        found = read_text("x", io.BytesIO(content), format)
        return sorted((item.code, item.field or "") for item in found if isinstance(item, RowError))

    from_lines = judged(as_json_lines([(kind, raw)]), Format.JSON_LINES)
    assert judged(as_json([(kind, raw)]), Format.JSON) == from_lines
    assert judged(as_yaml([(kind, raw)]), Format.YAML) == from_lines


SOUND: list[tuple[str, Raw]] = [
    ("actor", {"id": "isw", "name": "Institute"}),
    ("statement", {"id": "s", "claimant": ["isw"], "about": "isw", "value": [1.5, None]}),
]
WRITERS = {Format.JSON_LINES: as_json_lines, Format.JSON: as_json, Format.YAML: as_yaml}


@pytest.mark.parametrize("format", Format)
@given(junk=st.binary(max_size=40), at=st.floats(0, 1), over=st.integers(0, 40), alone=st.booleans())
@example(junk=b"\\UFFFFFFFF", at=0.2, over=0, alone=False)
@example(junk=b"\xff\xfe", at=0, over=0, alone=False)
def test_no_bytes_make_a_reader_fail(format: Format, junk: bytes, at: float, over: int, alone: bool) -> None:
    content = WRITERS[format](SOUND)
    cut = int(at * len(content))
    content = junk if alone else content[:cut] + junk + content[cut + over :]
    found = list(read_text("x", io.BytesIO(content), format))
    assert found
    for item in found:
        if isinstance(item, RowError):
            assert item.code in list(Code)
            assert item.message
            assert item.remedy


@given(junk=st.binary(max_size=40), at=st.floats(0, 1), over=st.integers(0, 40))
def test_no_bytes_make_the_csv_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: float, over: int
) -> None:
    folder = tmp_path_factory.mktemp("csv")
    write_csv(folder, SOUND, dotted=True)
    content = (folder / "statements.csv").read_bytes()
    cut = int(at * len(content))
    (folder / "statements.csv").write_bytes(content[:cut] + junk + content[cut + over :])
    found = list(read(folder))
    assert [item.row.id for item in found if isinstance(item, SourcedRow)][:1] == ["isw"]
