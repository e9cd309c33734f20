"""What follows from a row: the properties its node carries beside the row itself, and the edges it gives. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from counterclaim.disputes import Topic, topic_of
from counterclaim.disputes.known import known_from, known_to
from counterclaim.models import Certainty, Polarity, dumps, read_time
from counterclaim.names import folded, searchable
from counterclaim.predicates import Registry
from counterclaim.times import UNKNOWN, Time, approximately, as_stated

Given = Mapping[str, Any]
"""A canonical row."""

NAMED = {"document": "title", "actor": "name", "place": "name", "event": "name"}


class Edge(NamedTuple):
    """An edge to write: the query that writes it, its end with many edges, the other end, its properties."""

    query: str
    hub: str
    end: str
    properties: dict[str, Any] | None = None


class Surroundings(NamedTuple):
    """The rows that a statement's properties depend on: by id, those of events and documents it names."""

    events: Mapping[str, Given]
    documents: Mapping[str, Given]
    kinds: Mapping[str, str]


def node(kind: str, row: Given) -> dict[str, Any]:
    """The properties of a document, actor, place or event."""
    properties = {"id": row["id"], "row": dumps(row)}
    shown = ("name", "title", "kind", "aliases", "reliability", "published", "url", "language")
    properties |= {key: row[key] for key in shown if key in row}
    if kind == "place" and "location" in row:
        properties |= {
            key: row["location"][key] for key in ("latitude", "longitude", "precision") if key in row["location"]
        }
    if kind == "event" and "time" in row:
        properties |= bounds(read_time(row["time"]))
    properties["search"] = searched(row.get(NAMED[kind]), *row.get("aliases", ()))
    return properties


def searched(*texts: str | None) -> str:
    """What a search looks into: the words of each text on a line."""
    return "\n".join(filter(None, (searchable(text) for text in texts if text)))


def bounds(time: Time) -> dict[str, Any]:
    """A time as properties."""
    return {
        "time": time.text or None,
        "earliest_start": time.earliest_start,
        "latest_start": time.latest_start,
        "earliest_end": time.earliest_end,
        "latest_end": time.latest_end,
        "precision": time.precision,
        "uncertain": time.uncertain,
    }


def names(kind: str, row: Given) -> list[str]:
    """The folded names by which a row is found, beside its id."""
    given = [row.get(NAMED[kind]), *row.get("aliases", ())]
    return sorted({folded(name) for name in given if name} - {""})


def statement_node(row: Given, recorded: str, near: Surroundings, registry: Registry) -> tuple[dict[str, Any], Topic]:
    """The properties of a statement, and its topic; `recorded` is when it was, if the row does not say."""
    predicate = registry[row.get("predicate")]
    value = registry.read(predicate.name, row.get("value"))
    topic, _ = topic_of(predicate, row["about"], value)
    published = [read_time(text) for text in _published(row, near)]
    stated = read_time(row["stated"]) if "stated" in row else min(published, default=None)
    recorded = row.get("recorded", recorded)
    properties = {
        "id": row["id"],
        "row": dumps(row),
        "about": row["about"],
        "predicate": predicate.name,
        "topic": topic.id,
        "value": None if value is None else dumps(value),
        "covers": covers(row, registry) or None,
        "names": next((value[field] for field in predicate.family.names(value)), None),
        "polarity": row.get("polarity", Polarity.ASSERTS),
        "certainty": row.get("certainty", Certainty.UNSPECIFIED),
        **bounds(content_time(row, stated, near)),
        "stated": stated.text if stated else None,
        "recorded": recorded,
        "retracted": row.get("retracted"),
        "text": row.get("text"),
        "language": row.get("language"),
        "search": searched(row.get("text")),
        "claimants": row["claimant"],
        "places": sorted({spot["place"] for spot in row.get("located_at", ())}),
        "known_from": known_from(published, stated, read_time(recorded)),
        "known_to": known_to(read_time(row["retracted"]) if "retracted" in row else None, []),
    }
    return {key: held for key, held in properties.items() if held is not None}, topic


def covers(row: Given, registry: Registry) -> bool:
    """Whether a statement speaks of the whole of a place, and so of the places within."""
    predicate = registry[row.get("predicate")]
    polarity = Polarity(row.get("polarity", Polarity.ASSERTS))
    return predicate.family.covers(polarity, registry.read(predicate.name, row.get("value")))


def content_time(row: Given, stated: Time | None, near: Surroundings) -> Time:
    """When the content holds: as given, else the event's time, else about the day stated (design, section 6)."""
    given = row.get("time") or near.events.get(row["about"], {}).get("time")
    if given:
        return as_stated(read_time(given), stated)
    return read_time(approximately(stated)) if stated else UNKNOWN


def _published(row: Given, near: Surroundings) -> list[str]:
    reported = (near.documents.get(passage["document"], {}) for passage in row.get("in", ()))
    return [document["published"] for document in reported if "published" in document]


def edges(kind: str, row: Given, near: Surroundings) -> Iterator[Edge]:
    """The edges that a row gives."""
    yield from _EDGES[kind](row, near)


def _document_edges(row: Given, near: Surroundings) -> Iterator[Edge]:
    if "publisher" in row:
        yield Edge("link_publishers", row["publisher"], row["id"])


def _actor_edges(row: Given, near: Surroundings) -> Iterator[Edge]:
    if "part_of" in row:
        yield Edge("link_actor_wholes", row["part_of"], row["id"])


def _place_edges(row: Given, near: Surroundings) -> Iterator[Edge]:
    if "part_of" in row:
        yield Edge("link_place_wholes", row["part_of"], row["id"])


def _event_edges(row: Given, near: Surroundings) -> Iterator[Edge]:
    if "part_of" in row:
        yield Edge("link_event_wholes", row["part_of"], row["id"])
    for spot in row.get("located_at", ()):
        yield Edge("link_event_places", spot["place"], row["id"], _but("place", spot))
    for part in row.get("involves", ()):
        yield Edge("link_event_actors", part["actor"], row["id"], _but("actor", part))


def _statement_edges(row: Given, near: Surroundings) -> Iterator[Edge]:
    statement = row["id"]
    for claimant in row["claimant"]:
        yield Edge("link_claims", claimant, statement)
    for relay in relays(row, near):
        yield Edge("link_relays", relay["actor"], statement, _but("actor", relay))
    for passage in row.get("in", ()):
        yield Edge("link_reports", passage["document"], statement, _but("document", passage))
    yield Edge(f"link_about_{near.kinds[row['about']]}s", row["about"], statement)
    for spot in row.get("located_at", ()):
        yield Edge("link_statement_places", spot["place"], statement, _but("place", spot))
    for origin in row.get("derived_from", ()):
        yield Edge(f"link_{near.kinds[origin]}_origins", origin, statement)
    for revised in row.get("revises", ()):
        yield Edge("link_revisions", revised, statement)


_EDGES = {
    "document": _document_edges,
    "actor": _actor_edges,
    "place": _place_edges,
    "event": _event_edges,
    "statement": _statement_edges,
}


def relays(row: Given, near: Surroundings) -> list[dict[str, Any]]:
    """Those who relay a statement: as given, and last the publishers not yet named."""
    given: list[dict[str, Any]] = list(row.get("relayed_by", ()))
    named = {relay["actor"] for relay in given} | set(row["claimant"])
    last = max((relay["hop"] for relay in given), default=0) + 1
    reported = (near.documents.get(passage["document"], {}) for passage in row.get("in", ()))
    publishers = {document["publisher"] for document in reported if "publisher" in document}
    return given + [{"actor": actor, "hop": last} for actor in sorted(publishers - named)]


def _but(key: str, piece: Given) -> dict[str, Any]:
    return {name: value for name, value in piece.items() if name != key}
