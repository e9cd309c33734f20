"""A dossier made up for measuring: places that sources tell different things about, at overlapping times."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ACTORS = 120
DOCUMENTS_PER_STATEMENT = 0.05
STATUSES = ("control", "presence", "absent")
FIRST = date(2024, 1, 1)


def rows(statements: int, topics: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Rows of a dossier, in the order in which they are written: about one dispute a topic."""
    chance = random.Random(seed)
    actors = [f"source-{number}" for number in range(ACTORS)]
    documents = max(1, int(statements * DOCUMENTS_PER_STATEMENT))
    published = [FIRST + timedelta(days=chance.randrange(250)) for _ in range(documents)]
    for number in range(documents):
        day = published[number].isoformat()
        report = {"id": f"report-{number}", "title": f"Report {number}", "published": day}
        yield {"row": "document", **report, "publisher": chance.choice(actors)}
    yield {"row": "actor", "id": "east", "name": "East", "kind": "state"}
    yield {"row": "actor", "id": "west", "name": "West", "kind": "state"}
    for number, actor in enumerate(actors):
        yield {"row": "actor", "id": actor, "name": f"Source {number}", "kind": "organization"}
    yield {"row": "place", "id": "country", "name": "Country", "kind": "country"}
    for number in range(topics):
        village = {"id": f"village-{number}", "name": f"Village {number}", "kind": "settlement"}
        yield {"row": "place", **village, "part_of": "country"}
    for number in range(statements):
        document = chance.randrange(documents)
        start = published[document] - timedelta(days=chance.randrange(1, 20))
        yield {
            "row": "statement",
            "id": f"statement-{number}",
            "claimant": chance.choice(actors),
            "relayed_by": [{"actor": chance.choice(actors), "cue": "claimed"}] if number % 2 else [],
            "about": f"village-{number % topics}",
            "predicate": "territory",
            "value": {
                "party": chance.choice(("east", "west")),
                "status": chance.choice(STATUSES),
                "extent": chance.choice(("all", "part", "part", "part")),
            },
            "certainty": "certain",
            "time": f"{start.isoformat()}/{(start + timedelta(days=chance.randrange(15))).isoformat()}",
            "stated": published[document].isoformat(),
            "text": f"Statement {number} says who held village {number % topics} and how much of it at that time.",
            "language": "en",
            "in": {"document": f"report-{document}", "start": number, "end": number + 80},
        }


def write(path: Path, statements: int, topics: int) -> None:
    """Write the rows as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows(statements, topics):
            file.write(json.dumps(row) + "\n")
