"""Parameters with which every query finds something in the Kursk dossier, or changes something of it."""

from __future__ import annotations

from typing import Any

from counterclaim.predicates import load_registry
from counterclaim.queries.evidence import silences
from counterclaim_cypher import queries
from counterclaim_loaders import content_digest
from tests.conftest import KURSK

IDS = ["sever", "kursk-oblast", "kursk-incursion", "isw-berdin-presence", "twz-2025-01-06", "berdin~territory"]
"""An actor, a place, an event, a statement, a document and a dispute, whose topic has the same id."""

SAMPLES: dict[str, Any] = {
    "about": "berdin",
    "actors": ["isw"],
    "after": "",
    "as_of": 1_800_000_000,
    "beginning": "ber",
    "bound": 1_736_200_000,
    "but": "kursk-push",
    "by_time": False,
    "certain": 1_736_100_000,
    "certainty": None,
    "checksum": "",
    "claimant": None,
    "covering": False,
    "dated": False,
    "description": "",
    "doubtful": False,
    "from": -(2**63),
    "grades": None,
    "groups": [{"hub": hub, "ids": IDS, "rows": [{"id": id, "edge": {"cue": "said"}} for id in IDS]} for hub in IDS],
    "id": "",
    "ids": IDS,
    "kind": None,
    "limit": 10,
    "named": "berdin",
    "names": [{"text": "Berdin", "folded": "berdin"}],
    "predicate": None,
    "predicates": ["territory"],
    "properties": {"state": "loaded"},
    "publisher": "the-war-zone",
    "ran": "",
    "rank": -1,
    "ranks": [0, 1, 2],
    "relay": None,
    "rows": [
        {
            "id": id,
            "name": "another name",
            "first": "kursk-incursion",
            "then": "kursk-push",
            "scopes": ["kursk-oblast"],
            "statements": ["twz-success-then-loss"],
            "dispute": "berdin~territory",
            "about": [*IDS, "berdin"],
            "known_to": 0,
        }
        for id in IDS
    ],
    "score": 1000.0,
    "silences": silences(load_registry()),
    "sought": "+berdin*",
    "speaker": "isw",
    "start": -(2**63),
    "teller": None,
    "to": 2**63 - 1,
    "topics": ["berdin~territory"],
    "whole": "kursk-oblast",
    "words": ["berdin"],
}
"""A value for each parameter that some query takes."""

OWN: dict[str, dict[str, Any]] = {
    "actors_containing": {"words": ["sever"]},
    "actors_within": {"whole": "russia"},
    "counts_about": {"id": "kursk-oblast"},
    "delete_stated_order": {"rows": [{"first": "kursk-incursion", "then": "kursk-ground-loss"}]},
    "derivations": {"ids": ["isw-combined-arms", "lavrov-trump-idea"]},
    "disputes_by_id": {"ids": ["kurakhove~territory"]},
    "groups_among": {"ids": ["russian-sources"]},
    "load": {"id": content_digest(KURSK)},
    "mark_naming_actors": {"ids": ["russia"]},
    "next_events": {"id": "kursk-incursion"},
    "parts_of": {"id": "kursk-oblast"},
    "reporting": {"id": "twz-2025-01-06"},
    "revisers": {"ids": ["russia-kurakhove-captured"]},
    "speaking": {"id": "isw"},
    "statements_touching": {"limit": 100},
}
"""Where a query needs another value."""


def sampled(name: str) -> dict[str, Any]:
    """Parameters for a query."""
    return {parameter: SAMPLES[parameter] for parameter in queries()[name].parameters} | OWN.get(name, {})
