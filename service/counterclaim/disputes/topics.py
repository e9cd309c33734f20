"""A topic: the subject, the predicate and what keeps values apart; only within one are statements compared."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from pydantic import JsonValue

from counterclaim.models import dumps
from counterclaim.predicates import Predicate, Value


class Topic(NamedTuple):
    """What statements must share to be compared; its id is also the id of its dispute."""

    id: str
    subject: str
    predicate: str
    separators: dict[str, JsonValue]


def topic(subject: str, predicate: str, separators: dict[str, JsonValue]) -> Topic:
    """The topic of a subject and a predicate; `~` parts its id, which no row id contains."""
    name = f"{subject}~{predicate}"
    if separators:
        name += f"~{sha256(dumps(separators).encode()).hexdigest()[:12]}"
    return Topic(name, subject, predicate, separators)


def topic_of(predicate: Predicate, about: str, value: Value) -> tuple[Topic, Value]:
    """The topic of a statement's content, and its value as that topic reads it."""
    subject, separators, seen = predicate.topical(about, value)
    return topic(subject, predicate.name, separators), seen


def silence_about(topic_: Topic) -> Topic:
    """The topic that holds the silences about a topic's subject and predicate."""
    return topic(topic_.subject, "silence", {"asked": topic_.predicate})
