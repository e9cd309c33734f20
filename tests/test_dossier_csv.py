"""Dossiers as folders of CSV: how cells become rows, and what is refused, with which code and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim_loaders import Code, RowError, SourcedRow, read

HEADER = "id,claimant,about"


def parsed(folder: Path, **files: str | bytes) -> list[SourcedRow | RowError]:
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name}.csv").write_bytes(data)
    return list(read(folder))


def row(found: list[SourcedRow | RowError]) -> dict[str, object]:
    [item] = found
    assert isinstance(item, SourcedRow), str(item)
    return item.row.canonical()


def errors(found: list[SourcedRow | RowError]) -> list[tuple[str, int | None, str | None, str | None]]:
    return [(item.code, item.line, item.row, item.field) for item in found if isinstance(item, RowError)]


def test_each_kind_has_a_file_and_they_come_in_order(tmp_path: Path) -> None:
    found = parsed(
        tmp_path,
        statements="claimant,about,predicate\nisw,berdin,text\n",
        places="\ufeffid,name,location.latitude,location.longitude\r\nberdin,Бердин,51.3,35.43\r\n",
        actors="id,name\nisw,\n,\n  , \ntwz,\n",
        documents="id\nd\n",
        events="id\ne\n",
    )
    rows = [item for item in found if isinstance(item, SourcedRow)]
    assert [item.row.kind_of_row for item in rows] == ["document", "actor", "actor", "place", "event", "statement"]
    assert [(Path(item.file).name, item.line, item.index) for item in rows[:4]] == [
        ("documents.csv", 2, 0),
        ("actors.csv", 2, 1),
        ("actors.csv", 5, 2),
        ("places.csv", 2, 3),
    ]
    assert rows[3].row.canonical() == {
        "id": "berdin",
        "name": "Бердин",
        "location": {"latitude": 51.3, "longitude": 35.43},
    }
    assert len(found) == len(rows)


def test_lists_are_separated_by_semicolons_or_are_json(tmp_path: Path) -> None:
    content = 'id,aliases\na, Kyiv ;; Київ;\nb,"[""a;b"", ""[c]""]"\nc,"one, two"\n'
    found = parsed(tmp_path, places=content)
    aliases = [item.row.canonical()["aliases"] for item in found if isinstance(item, SourcedRow)]
    assert aliases == [["Kyiv", "Київ"], ["[c]", "a;b"], ["one, two"]]


@pytest.mark.parametrize(
    ("columns", "cells", "passages"),
    [
        ("in", "d;e", [{"document": "d"}, {"document": "e"}]),
        (
            "in",
            '"[{""document"": ""d"", ""start"": 0, ""end"": 5}, ""e""]"',
            [{"document": "d", "start": 0, "end": 5}, {"document": "e"}],
        ),
        ("in.document,in.start,in.end", "d,0,5", [{"document": "d", "start": 0, "end": 5}]),
        ("in.1.document,in.3.document,in.2.document", "d,,e", [{"document": "d"}, {"document": "e"}]),
        ("in.document,in.10.document", ",e", [{"document": "e"}]),
        ("in,in.document", ",e", [{"document": "e"}]),
    ],
)
def test_a_list_of_objects(tmp_path: Path, columns: str, cells: str, passages: list[object]) -> None:
    found = parsed(tmp_path, statements=f"{HEADER},{columns}\ns,isw,berdin,{cells}\n")
    assert row(found)["in"] == passages


@pytest.mark.parametrize(
    ("columns", "cells", "value"),
    [
        ("value", "failed", "failed"),
        ("value", "12", 12),
        ("value", "-1.50", -1.5),
        ("value", '"""12"""', "12"),
        ("value", "2024-08-06", "2024-08-06"),
        ("value", "007", "007"),
        ("value", "true", True),
        ("value", "1 000", "1 000"),
        ("value", '"""He said"" no"', '"He said" no'),
        ("value", '"[1, null]"', [1, None]),
        ("value", '"{""a"": {""b"": 1}}"', {"a": {"b": 1}}),
        (
            "value.party,value.status,value.low",
            "ukraine,presence,40.0",
            {"party": "ukraine", "status": "presence", "low": 40.0},
        ),
        ("value.party,value.status", ",contested", {"status": "contested"}),
        ("value.a", "[1]", {"a": [1]}),
    ],
)
def test_a_value_is_json_where_it_reads_as_json(tmp_path: Path, columns: str, cells: str, value: object) -> None:
    found = parsed(tmp_path, statements=f"{HEADER},{columns}\ns,isw,berdin,{cells}\n")
    assert row(found)["value"] == value


def test_numbered_objects_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    content = f"{HEADER},relayed_by.3.actor,relayed_by.2.actor,relayed_by.actor\ns,isw, berdin ,c,b, a \n"
    found = row(parsed(tmp_path, statements=content))
    assert found["about"] == "berdin"
    assert found["relayed_by"] == [{"actor": "a", "hop": 1}, {"actor": "b", "hop": 2}, {"actor": "c", "hop": 3}]


def test_a_text_keeps_its_lines_and_spaces(tmp_path: Path) -> None:
    content = f'{HEADER},text\ns, isw ,berdin,"  [one,\r\n""two""\n"\nt,isw,berdin,x\n'
    found = parsed(tmp_path, statements=content)
    assert [item.row.canonical()["text"] for item in found if isinstance(item, SourcedRow)] == [
        '  [one,\r\n"two"\n',
        "x",
    ]
    assert [item.line for item in found if isinstance(item, SourcedRow)] == [2, 5]


@pytest.mark.parametrize(
    ("columns", "cells", "code", "field"),
    [
        ("time", "2025-01-05T10:00", Code.INVALID_TIME, "time"),
        ("polarity", "assert", Code.INVALID, "polarity"),
        ("revises", "a b", Code.INVALID_ID, "revises"),
        ("in.document,in.start,in.end", "d,x,5", Code.INVALID, "in.start"),
        ("in.1.document,in.1.start,in.1.end", "d,x,5", Code.INVALID, "in.1.start"),
        ("in.document,in.3.document,in.3.end", "d,e,x", Code.INVALID, "in.3.end"),
        ("in.2.start,in.2.end", "1,2", Code.MISSING, "in.2.document"),
        ("relayed_by.cue", "said", Code.MISSING, "relayed_by.actor"),
        ("in", "[1.5]", Code.INVALID, "in"),
        ("in", '"[{""document"": ""d""}"', Code.SYNTAX, "in"),
        ("in", '"{""document"": ""d"", ""document"": ""d""}"', Code.DUPLICATE_KEY, "in"),
        ("value", "{x}", Code.SYNTAX, "value"),
        ("value", "[" * 40 + "]" * 40, Code.TOO_DEEP, "value"),
        ("value.low", "NaN", Code.INVALID, "value"),
        ("value,value.low", "1,2", Code.DUPLICATE_KEY, "value"),
        ("text", '"a\0b"', Code.SYNTAX, None),
        ("text", "a,b", Code.SYNTAX, None),
        ("text,language", "a", Code.SYNTAX, None),
        ("text", "é".encode("latin-1"), Code.ENCODING, None),
    ],
)
def test_a_bad_line_is_an_error_and_the_next_is_read(
    tmp_path: Path, columns: str, cells: str | bytes, code: Code, field: str | None
) -> None:
    bad = cells.encode() if isinstance(cells, str) else cells
    commas = "," * (columns.count(",") + 1)
    content = f"{HEADER},{columns}\ns,isw,berdin,".encode() + bad + f"\nt,isw,berdin{commas}\n".encode()
    found = parsed(tmp_path, statements=content)
    assert errors(found) == [(code, 2, "statement s" if field else "statement", field)]
    assert [(item.row.id, item.index) for item in found if isinstance(item, SourcedRow)] == [("t", 1)]
    assert [item.index for item in found if isinstance(item, RowError)] == [0]


def test_all_errors_of_a_line_are_told(tmp_path: Path) -> None:
    found = parsed(tmp_path, places="id,location.latitude,location.longitude,aliases\nx y,51;5,200,[\n")
    assert errors(found) == [
        ("syntax", 2, "place x y", "aliases"),
        ("invalid-id", 2, "place x y", "id"),
        ("invalid", 2, "place x y", "location.latitude"),
        ("invalid", 2, "place x y", "location.longitude"),
    ]


@pytest.mark.parametrize(
    ("content", "code", "line", "field", "remedy"),
    [
        ("", Code.EMPTY, None, None, "header"),
        ("\n,,\n", Code.EMPTY, None, None, "header"),
        ("id,claimant\n", Code.MISSING, 1, "about", "Add it."),
        (f"{HEADER},clamant\n", Code.UNKNOWN_KEY, 1, "clamant", "Did you mean claimant?"),
        (f"{HEADER},in.strt\n", Code.UNKNOWN_KEY, 1, "in.strt", "Did you mean in.start?"),
        (f"{HEADER},in.0.start\n", Code.UNKNOWN_KEY, 1, "in.0.start", "in.start"),
        (f"{HEADER},text.x\n", Code.UNKNOWN_KEY, 1, "text.x", "Did you mean text?"),
        (f"{HEADER},value.\n", Code.UNKNOWN_KEY, 1, "value.", "Did you mean value?"),
        (f"{HEADER},value.2.x\n", Code.UNKNOWN_KEY, 1, "value.2.x", "value"),
        (f"{HEADER},\n", Code.UNKNOWN_KEY, 1, None, "Name it"),
        (f"{HEADER},text, text \n", Code.DUPLICATE_KEY, 1, "text", "once"),
        (f"{HEADER},in.start,in.1.start\n", Code.DUPLICATE_KEY, 1, "in.1.start", "once"),
        (f'{HEADER}\ns,isw,"ber"din\n', Code.SYNTAX, 2, None, "quotes"),
        (f'{HEADER}\ns,isw,berdin\nt,isw,"berdin\n\n', Code.SYNTAX, 3, None, "quotes"),
        (f"{HEADER}\rs,isw,berdin\r", Code.SYNTAX, 1, None, ""),
        (f'{HEADER}\ns,isw,"' + "x\n" * 200_000, Code.SYNTAX, 2, None, "quotes"),
        (f"{HEADER}\ns,isw," + "x" * 1_000_001, Code.TOO_LARGE, 2, None, "Split"),
        (f"{HEADER}\n".encode("utf-16"), Code.ENCODING, None, None, "UTF-8"),
        (f"{HEADER},é\n".encode("latin-1"), Code.ENCODING, 1, None, "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_on(
    tmp_path: Path, content: str | bytes, code: Code, line: int | None, field: str | None, remedy: str
) -> None:
    found = parsed(tmp_path, statements=content, actors="id\nisw\n")
    [error] = [item for item in found if isinstance(item, RowError)]
    assert (error.code, error.line, error.row, error.field) == (code, line, None, field)
    assert remedy in error.remedy
    assert [item.row.id for item in found if isinstance(item, SourcedRow)][:1] == ["isw"]


def test_semicolons_between_columns_are_pointed_out(tmp_path: Path) -> None:
    found = parsed(tmp_path, places="id;name\na;b\n")
    assert [(item.code, item.remedy) for item in found if isinstance(item, RowError)] == [
        (Code.UNKNOWN_KEY, "Separate the columns by commas."),
        (Code.MISSING, "Add it."),
    ]


def test_files_of_other_names(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("the text of a document")
    (tmp_path / "._places.csv").write_text("left by another system")
    (tmp_path / "documents.csv").symlink_to(tmp_path / "nowhere")
    found = parsed(tmp_path, place="id\nx\n", losses="id\nx\n", places="id\nberdin\n")
    told = [(Path(item.file).name, item.code, item.remedy[:17]) for item in found if isinstance(item, RowError)]
    assert told == [
        ("losses.csv", Code.UNKNOWN_FORMAT, "The files are doc"),
        ("place.csv", Code.UNKNOWN_FORMAT, "Did you mean plac"),
        ("documents.csv", Code.UNREADABLE, "Check that the pa"),
    ]
    assert [item.row.id for item in found if isinstance(item, SourcedRow)] == ["berdin"]
