"""The Kursk dossier: its offsets and its words against the article, and the disputes that the rules find in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from counterclaim.graph import Graph
from counterclaim_loaders import RowError, read
from tests.conftest import KURSK

ARTICLES = Path(__file__).parent.parent.parent / "shared" / "data" / "article"
LONGEST_RUN = 6
NAMES = {"the institute for the study of war"}
"""Runs of words that are names and nobody's sentence."""


@pytest.fixture(scope="module")
def article() -> str:
    """The article, newlines untouched; it is under copyright and not part of the project."""
    found = sorted(ARTICLES.glob("*_*.txt"))
    if not found:
        pytest.skip(f"the article is not in {ARTICLES.parent.parent.name}/data/article beside the clone")
    return found[0].read_bytes().decode("utf-8")


def statements() -> list[dict[str, Any]]:
    rows = list(read(KURSK))
    assert not [row for row in rows if isinstance(row, RowError)]
    return [
        found.row.canonical()
        for found in rows
        if not isinstance(found, RowError) and "claimant" in found.row.canonical()
    ]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_every_offset_marks_whole_words_of_the_article(article: str) -> None:
    passages = [(row["id"], passage) for row in statements() for passage in row.get("in", ())]
    assert len(passages) >= 26
    for name, passage in passages:
        start, end = passage["start"], passage["end"]
        assert 0 <= start < end <= len(article), name
        marked = article[start:end]
        assert marked == marked.strip(), name
        assert not (article[start - 1 : start].isalnum() and article[start].isalnum()), name
        assert not (article[end - 1].isalnum() and article[end : end + 1].isalnum()), name


def test_no_sentence_of_the_article_is_in_the_dossier(article: str) -> None:
    there = words(article)
    runs = {tuple(there[i : i + LONGEST_RUN]) for i in range(len(there) - LONGEST_RUN + 1)}
    for path in KURSK.parent.iterdir():
        ours = words(path.read_text(encoding="utf-8"))
        shared = {tuple(ours[i : i + LONGEST_RUN]) for i in range(len(ours) - LONGEST_RUN + 1)} & runs
        assert not {" ".join(run) for run in shared if not any(" ".join(run) in name for name in NAMES)}, path.name


def test_certainty_is_lowered_only_by_words_of_the_passage(article: str) -> None:
    lowered = {row["id"]: row["in"] for row in statements() if row.get("certainty") in ("probable", "possible")}
    written = re.split(r"^  - id: (\S+).*$", KURSK.read_text(encoding="utf-8"), flags=re.MULTILINE)
    rows = dict(zip(written[1::2], written[2::2], strict=True))
    for name, passages in lowered.items():
        hedge = re.search(r'certainty: \w+ +# "(.+)"', rows[name])
        marked = " ".join(article[one["start"] : one["end"]] for one in passages)
        assert hedge and hedge[1] in marked.casefold(), name


async def test_the_rules_find_the_three_disputes_and_no_other(kursk: Graph) -> None:
    ids = sorted({f"{row['about']}~{row.get('predicate', 'text')}" for row in statements()})
    found = {
        row["id"]: (row["properties"]["grade"], sorted(member[0] for member in row["members"]))
        for row in await kursk.read("stored_disputes", ids=ids)
    }
    assert found == {
        "berdin~territory": ("possible", ["isw-berdin-presence", "mod-berdin-outskirts"]),
        "kurakhove~territory": ("possible", ["locals-kurakhove-resistance", "russia-kurakhove-captured"]),
        "kursk-push~outcome": (
            "possible",
            [
                "isw-push-tactical-advances",
                "mod-push-halted",
                "mod-push-thwarted",
                "russians-push-blunted",
                "twz-push-early-success",
            ],
        ),
    }
