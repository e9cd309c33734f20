"""Phase two: stale topics are read, their disputes found, and what changed is written in the same transaction."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from counterclaim.disputes import DISPUTED, Found, Relations, Stance, Topic, detect, is_weak, topic_of
from counterclaim.disputes.digest import digest
from counterclaim.disputes.sides import side_of
from counterclaim.disputes.topics import topic as make_topic
from counterclaim.graph import Row, Transaction
from counterclaim.loading.precedence import Pair, compute_scopes, compute_stated
from counterclaim.loading.write import link
from counterclaim.models import Polarity, dumps
from counterclaim.order import PRECEDES
from counterclaim.predicates import Background, Registry
from counterclaim.times import FUTURE, Time


class Pool(NamedTuple):
    """The statements that are compared in one topic, its own and those of places above, and the database's rows."""

    topic: Topic
    stances: list[Stance]
    rows: dict[str, Row]


async def compute(tx: Transaction, registry: Registry, limit: int) -> int:
    """Compute at most `limit` stale topics again; returns how many there were."""
    stale = [
        Topic(row["id"], row["subject"], row["predicate"], json.loads(row["separators"]))
        for row in await tx.run("stale_topics", predicates=computable(registry), limit=limit)
    ]
    if not stale:
        return 0
    scopes = [topic.subject for topic in stale if topic.predicate == PRECEDES]
    topics = [topic for topic in stale if topic.predicate != PRECEDES]
    if scopes:
        await compute_scopes(tx, scopes)
    if topics:
        await _compute_disputes(tx, registry, topics)
    await tx.run("freshen_topics", ids=[topic.id for topic in stale])
    return len(stale)


def computable(registry: Registry) -> list[str]:
    """The predicates whose topics can be computed; those of a file that is not at hand stay stale."""
    return [PRECEDES, *registry.predicates]


async def _compute_disputes(tx: Transaction, registry: Registry, topics: list[Topic]) -> None:
    rows = await _statements(tx, [topic.id for topic in topics])
    places = await _wholes(tx, "place", [topic.subject for topic in topics if topic.predicate in registry.covering])
    above = await _above(tx, registry, topics, places)
    background = await background_of(tx, [row for pool in (*rows.values(), *above.values()) for row in pool], registry)
    background = Background({**places.parents, **background.parents}, background.kinds)
    relations = Relations(background)
    found: dict[str, dict[str, Any] | None] = {}
    for topic in topics:
        pool = _pool(topic, rows.get(topic.id, []), above, background, registry)
        dispute = detect(pool.stances, registry[topic.predicate], relations)
        found[topic.id] = _stored_form(pool, dispute, background, registry) if dispute else None
    await _places_touched(tx, found)
    await _write(tx, found)
    await compute_stated(tx, await _orders(tx, registry, topics, rows))


async def _orders(
    tx: Transaction, registry: Registry, topics: list[Topic], rows: Mapping[str, list[Row]]
) -> dict[Pair, list[Row]]:
    """By pair of events, the statements on their order, with whichever predicate they say it."""
    pairs = sorted({(one.subject, str(one.separators["other"])) for one in topics if one.predicate in registry.orders})
    about = {make_topic(pair[0], name, {"other": pair[1]}).id: pair for pair in pairs for name in registry.orders}
    if others := about.keys() - {topic.id for topic in topics}:
        rows = {**rows, **await _statements(tx, sorted(others))}
    found: dict[Pair, list[Row]] = {pair: [] for pair in pairs}
    for id, pair in about.items():
        found[pair] += rows.get(id, [])
    return found


async def _statements(tx: Transaction, topics: Iterable[str], *, covering: bool = False) -> dict[str, list[Row]]:
    rows = await tx.run("topic_statements", topics=list(topics), covering=covering)
    return {row["topic"]: row["statements"] for row in rows}


async def _wholes(tx: Transaction, kind: str, ids: Iterable[str]) -> Background:
    """What actors or places are part of, up to the top, and their kinds."""
    parents: dict[str, str] = {}
    kinds: dict[str, str] = {}
    asked = sorted(set(ids))
    if asked:
        for row in await tx.run(f"{kind}_wholes", ids=asked):
            if row["whole"]:
                parents[row["part"]] = row["whole"]
            if row["kind"]:
                kinds[row["part"]] = row["kind"]
    return Background(parents, kinds)


async def background_of(tx: Transaction, rows: Iterable[Row], registry: Registry) -> Background:
    """What the comparison of these statements needs to know of the actors and places their values name."""
    named: dict[str, set[str]] = {"actor": set(), "place": set()}
    seen: set[tuple[str, str | None]] = set()
    for row in rows:
        predicate = registry[row["topic"].split("~")[1]]
        if (predicate.name, row["value"]) in seen or row["value"] is None:
            continue
        seen.add((predicate.name, row["value"]))
        value = json.loads(row["value"])
        for field, kinds in predicate.family.names(value).items():
            for kind in kinds:
                if kind in named:
                    named[kind].add(value[field])
    actors = await _wholes(tx, "actor", named["actor"])
    places = await _wholes(tx, "place", named["place"])
    return Background({**actors.parents, **places.parents}, actors.kinds)


async def _above(tx: Transaction, registry: Registry, topics: list[Topic], places: Background) -> dict[str, list[Row]]:
    """By topic, the statements about all of a place above, which hold for the places within."""
    upper: set[str] = set()
    for topic in topics:
        if topic.predicate in registry.covering:
            chain = list(places.chain(topic.subject))[1:]
            upper |= {make_topic(place, topic.predicate, topic.separators).id for place in chain}
    return await _statements(tx, sorted(upper), covering=True) if upper else {}


def _pool(
    topic: Topic, own: Sequence[Row], above: Mapping[str, list[Row]], places: Background, registry: Registry
) -> Pool:
    rows = {row["id"]: row for row in own}
    stances = [stance_of(row, (), registry) for row in own]
    if own and topic.predicate in registry.covering:
        chain = list(places.chain(topic.subject))
        for height, place in enumerate(chain[1:], start=2):
            for row in above.get(make_topic(place, topic.predicate, topic.separators).id, ()):
                stances.append(stance_of(row, tuple(chain[:height]), registry))
                rows[row["id"]] = row
    return Pool(topic, stances, rows)


def stance_of(row: Row, path: tuple[str, ...], registry: Registry) -> Stance:
    """A statement of the graph as disputes see it."""
    predicate = registry[row["topic"].split("~")[1]]
    value = None if row["value"] is None else json.loads(row["value"])
    _, seen = topic_of(predicate, row["about"], value)
    polarity = Polarity(row["polarity"])
    time = Time(
        row["time"] or "",
        row["earliest_start"],
        row["latest_start"],
        row["earliest_end"],
        row["latest_end"],
        row["precision"],
        row["uncertain"],
        open_end=False,
    )
    return Stance(
        id=row["id"],
        claim=(polarity, seen),
        key=f"{polarity} {dumps(seen)}",
        time=time,
        claimants=frozenset(row["claimants"]),
        weak=is_weak(row["certainty"]),
        unsure=predicate.family.is_unsure(seen),
        known_from=row["known_from"],
        known_to=FUTURE if row["known_to"] is None else row["known_to"],
        path=path,
    )


def _stored_form(pool: Pool, found: Found, background: Background, registry: Registry) -> dict[str, Any]:
    """A dispute as its node and edges hold it."""
    predicate = registry[pool.topic.predicate]
    claims = {stance.id: stance.claim for stance in pool.stances}
    members = [
        (member.statement, side_of(predicate, claims[member.statement], background), member.known_from, member.known_to)
        for member in found.members
    ]
    touched = {pool.topic.subject}
    for statement in {member.statement for member in found.members}:
        row = pool.rows[statement]
        touched |= {row["about"], *(row["places"] or ())}
        if row["value"]:
            named = predicate.family.names(json.loads(row["value"]))
            touched |= {json.loads(row["value"])[field] for field, kinds in named.items() if "actor" not in kinds}
    known_from, known_to = found.known
    properties = {
        "id": pool.topic.id,
        "subject": pool.topic.subject,
        "predicate": pool.topic.predicate,
        "separators": dumps(pool.topic.separators),
        "grade": found.grade,
        "rank": DISPUTED.index(found.grade),
        "known_from": known_from,
        "known_to": known_to,
        "grades": [grade for _, _, grade in found.grades],
        "graded_from": [start for start, _, _ in found.grades],
        "graded_to": [end for _, end, _ in found.grades],
        "windows_from": [start for start, _ in found.windows],
        "windows_to": [end for _, end in found.windows],
        "statements": len({member.statement for member in found.members}),
        "sides": len({member[1] for member in members}),
        "digest": digest(members),
    }
    return {"properties": properties, "members": members, "about": touched}


async def _places_touched(tx: Transaction, found: Mapping[str, dict[str, Any] | None]) -> None:
    """A dispute about an event is about the places where the event was."""
    subjects = {dispute["properties"]["subject"] for dispute in found.values() if dispute}
    located: dict[str, set[str]] = defaultdict(set)
    if subjects:
        for row in await tx.run("event_places", ids=sorted(subjects)):
            located[row["event"]].add(row["place"])
    for dispute in found.values():
        if dispute:
            dispute["about"] |= located[dispute["properties"]["subject"]]


async def _write(tx: Transaction, found: Mapping[str, dict[str, Any] | None]) -> None:
    """Write what differs from the disputes as they stand."""
    stored = {row["id"]: row for row in await tx.run("stored_disputes", ids=sorted(found))}
    gone = [name for name, dispute in found.items() if dispute is None and name in stored]
    if gone:
        await tx.run("delete_disputes", ids=gone)
    current = {name: dispute for name, dispute in found.items() if dispute is not None}
    properties = [
        dispute["properties"]
        for name, dispute in current.items()
        if name not in stored or stored[name]["properties"] != dispute["properties"]
    ]
    if properties:
        await tx.run("write_disputes", rows=properties)
    await _write_members(tx, current, stored)
    await _write_subjects(tx, current, stored)


async def _write_members(tx: Transaction, found: Mapping[str, dict[str, Any]], stored: Mapping[str, Row]) -> None:
    removed: list[dict[str, Any]] = []
    added: dict[str, list[dict[str, Any]]] = {}
    for name, dispute in found.items():
        old = {tuple(member) for member in stored[name]["members"]} if name in stored else set()
        new = set(dispute["members"])
        again = {member[0] for member in old - new}
        if again:
            removed.append({"hub": name, "ids": sorted(again)})
        rows = sorted(member for member in new if member not in old or member[0] in again)
        keys = ("id", "side", "known_from", "known_to")
        if rows:
            added[name] = [dict(zip(keys, member, strict=True)) for member in rows]
    if removed:
        await tx.run("unlink_dispute_statements", groups=removed)
    if added:
        await link(tx, "link_dispute_statements", added)


async def _write_subjects(tx: Transaction, found: Mapping[str, dict[str, Any]], stored: Mapping[str, Row]) -> None:
    """Write what disputes are about, where it differs: an edge that stays is not touched, so that none is missed."""
    old = {name: set(stored[name]["about"]) if name in stored else set() for name in found}
    gone = [{"dispute": name, "about": sorted(old[name] - found[name]["about"])} for name in found]
    if rows := [row for row in gone if row["about"]]:
        await tx.run("unlink_dispute_subjects", rows=rows)
    come = [{"dispute": name, "about": sorted(found[name]["about"] - old[name])} for name in found]
    if rows := [row for row in come if row["about"]]:
        for kind in ("events", "places", "actors"):
            await tx.run(f"link_dispute_{kind}", rows=rows)
