"""The second pass: a batch of rows in one transaction, with the marks of the topics they touch and the checkpoint.

Writers take turns, so that what a transaction has read of its rows is still true when it writes them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from counterclaim.disputes import Topic
from counterclaim.disputes.known import known_to
from counterclaim.disputes.topics import topic
from counterclaim.errors import CounterclaimError, InconsistentGraph
from counterclaim.graph import Row, Transaction, batches
from counterclaim.loading.cycles import chains, tangles
from counterclaim.loading.derive import Edge, Given, Surroundings, covers, edges, names, node, statement_node
from counterclaim.loading.references import links, references
from counterclaim.loading.staging import KINDS, Staged, State
from counterclaim.models import Conflict, dumps, read_time, unite
from counterclaim.order import PRECEDES
from counterclaim.predicates import Registry
from counterclaim_loaders import Code

NAMES = 5_000
"""Names in one query: a row may have thousands."""


class Overtaken(CounterclaimError):
    """A row that fitted when it was checked, and no longer does: another load came before."""

    def __init__(self, row_id: str, code: Code, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.row_id, self.row_code, self.field = row_id, code, field


@dataclass(slots=True)
class Batch:
    """The rows of one kind that one transaction writes."""

    kind: str
    rows: dict[str, Given]
    olds: dict[str, Given] = field(default_factory=dict)
    recorded: dict[str, str] = field(default_factory=dict)

    @property
    def changed(self) -> list[str]:
        """The ids that the graph had, with less in their rows."""
        return [row_id for row_id in self.rows if row_id in self.olds]


class Writer:
    """Writes rows through a transaction; `kinds` tells what each id that a row names is."""

    def __init__(self, registry: Registry, recorded: str) -> None:
        self.registry = registry
        self.recorded = recorded

    async def write(
        self, tx: Transaction, staged: Sequence[Staged], kinds: Mapping[str, str], *, as_checked: bool
    ) -> int:
        """Write rows of one kind; returns how many were new or changed. Raises Overtaken, and nothing is written.

        `as_checked`: nobody else has written since the rows were checked, so that the new ones are new.
        """
        batch = Batch(staged[0].kind, {one.id: one.row for one in staged})
        if as_checked:
            await self._unite(tx, batch, [one.id for one in staged if one.state == State.CHANGED])
        else:
            await self._meet(tx, batch)
        if not batch.rows:
            return 0
        if batch.olds or not as_checked:
            kinds = await self._kinds(tx, batch, kinds)
        await self._write(tx, batch, kinds)
        dependents = await self._dependents(tx, batch)
        if dependents.rows:
            await self._write(tx, dependents, await self._kinds(tx, dependents, {}))
        return len(batch.rows)

    async def _meet(self, tx: Transaction, batch: Batch) -> None:
        """See that no row has the id of another kind's, and unite the rows with those that the graph has now."""
        for kind in KINDS:
            if kind != batch.kind:
                for stored in await tx.run(f"{kind}_rows", ids=list(batch.rows)):
                    message = f"{stored['id']} is already the id of a {kind} in the graph."
                    raise Overtaken(stored["id"], Code.CONFLICT, message, field="id")
        await self._unite(tx, batch, list(batch.rows))

    async def _unite(self, tx: Transaction, batch: Batch, ids: list[str]) -> None:
        for stored in await tx.run(f"{batch.kind}_rows", ids=ids) if ids else ():
            row_id, old = stored["id"], json.loads(stored["row"])
            try:
                united = unite(old, dict(batch.rows[row_id]))
            except Conflict as error:
                message = f"{error.message} The other is in the graph."
                raise Overtaken(row_id, Code.CONFLICT, message, field=error.field) from error
            if united == old:
                del batch.rows[row_id]
                continue
            batch.rows[row_id] = united
            batch.olds[row_id] = old
            batch.recorded[row_id] = stored.get("recorded") or self.recorded

    async def _write(self, tx: Transaction, batch: Batch, kinds: Mapping[str, str]) -> None:
        near = await self._surroundings(tx, batch, kinds)
        drawn = {row_id: list(edges(batch.kind, row, near)) for row_id, row in batch.rows.items()}
        topics: dict[str, Topic] = {}
        nodes = []
        for row in batch.rows.values():
            if batch.kind == "statement":
                recorded = batch.recorded.get(row["id"], self.recorded)
                properties, its_topic = statement_node(row, recorded, near, self.registry)
                topics[its_topic.id] = its_topic
                nodes.append({**properties, "edges": len(drawn[row["id"]])})
            else:
                nodes.append(node(batch.kind, row))
        await tx.run(f"write_{batch.kind}s", rows=nodes)
        await self._link(tx, batch, [edge for found in drawn.values() for edge in found])
        await _refuse_cycles(tx, batch)
        await self._mark(tx, batch, list(topics.values()))

    async def _surroundings(self, tx: Transaction, batch: Batch, kinds: Mapping[str, str]) -> Surroundings:
        """The events and documents that statements name."""
        if batch.kind != "statement":
            return Surroundings({}, {}, kinds)
        events = {row["about"] for row in batch.rows.values() if kinds.get(row["about"], "event") == "event"}
        documents = {passage["document"] for row in batch.rows.values() for passage in row.get("in", ())}
        return Surroundings(
            {row["id"]: json.loads(row["row"]) for row in await tx.run("event_rows", ids=sorted(events))},
            {row["id"]: json.loads(row["row"]) for row in await tx.run("document_rows", ids=sorted(documents))},
            kinds,
        )

    async def _link(self, tx: Transaction, batch: Batch, drawn: Iterable[Edge]) -> None:
        if changed := batch.changed:
            await tx.run(f"unlink_{batch.kind}s", ids=changed)
            if batch.kind == "statement":
                await tx.run("unlink_sources", ids=changed)
        grouped: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
        for edge in drawn:
            grouped[edge.query][edge.hub].append(_end(edge))
        for query, hubs in grouped.items():
            await link(tx, query, hubs)
        if batch.kind != "statement":
            named = [{"id": row["id"], "name": name} for row in batch.rows.values() for name in names(batch.kind, row)]
            for rows in batches(named, NAMES):
                await tx.run(f"name_{batch.kind}s", rows=rows)

    async def _dependents(self, tx: Transaction, batch: Batch) -> Batch:
        """Statements whose properties follow from rows that changed: their dates, relays and times."""
        queries = {"document": "statements_in_documents", "event": "statements_on"}
        if batch.kind not in queries or not batch.changed:
            return Batch("statement", {})
        stored = await tx.run(queries[batch.kind], ids=batch.changed)
        rows: dict[str, Given] = {one["id"]: json.loads(one["row"]) for one in stored}
        return Batch("statement", rows, dict(rows), {one["id"]: one["recorded"] for one in stored})

    async def _kinds(self, tx: Transaction, batch: Batch, known: Mapping[str, str]) -> Mapping[str, str]:
        """The kinds of all that the rows name; what only the graph's rows name is looked up."""
        if batch.kind != "statement":
            return known
        named = {ref.id for row in batch.rows.values() for ref in references(batch.kind, row, self.registry)}
        unknown = sorted(named - known.keys())
        found: dict[str, str] = {}
        for kind in KINDS if unknown else ():
            found |= {row["id"]: kind for row in await tx.run(f"{kind}_rows", ids=unknown)}
        return {**known, **found}

    async def _mark(self, tx: Transaction, batch: Batch, topics: Iterable[Topic]) -> None:
        """Mark every topic that the rows touch."""
        if batch.kind == "statement":
            await self._mark_statements(tx, batch, list(topics))
        elif batch.kind in ("actor", "place"):
            moved = [row_id for row_id in batch.changed if _moved(batch.olds[row_id], batch.rows[row_id])]
            wholes = [row["whole"] for row in await tx.run(f"mark_naming_{batch.kind}s", ids=moved)] if moved else []
            if moved and batch.kind == "place":
                await tx.run("mark_subjects", ids=moved)
                wholes += moved
            await self._mark_below(tx, wholes)
        elif batch.kind == "event":
            await tx.run("mark_subjects", ids=batch.changed)
            scopes = {scope for row in batch.rows.values() for scope in _scopes(row)}
            await mark(tx, (topic(scope, PRECEDES, {}) for scope in sorted(scopes)))

    async def _mark_statements(self, tx: Transaction, batch: Batch, topics: list[Topic]) -> None:
        await mark(tx, topics)
        rows = (*batch.rows.values(), *batch.olds.values())
        await self._mark_below(tx, {row["about"] for row in rows if covers(row, self.registry)})
        revised = {one for row in batch.rows.values() for one in row.get("revises", ())} | set(batch.changed)
        if revised:
            await self._forget(tx, revised)

    async def _mark_below(self, tx: Transaction, wholes: Collection[str]) -> None:
        """Mark what statements about the whole of places enter."""
        if wholes:
            await tx.run("mark_below", ids=sorted(wholes), predicates=sorted(self.registry.covering))

    async def _forget(self, tx: Transaction, ids: Collection[str]) -> None:
        """Set until when statements are known, of those retracted or revised, and of what they revise in turn."""
        while ids:
            stored = await tx.run("revisers", ids=sorted(ids))
            ends = {one["id"]: _end_of(one) for one in stored}
            await tx.run("forget_statements", rows=[{"id": one, "known_to": end} for one, end in ends.items()])
            await tx.run("remark_topics", ids=sorted({one["topic"] for one in stored}))
            await self._mark_below(tx, {one["whole"] for one in stored if one["whole"]})
            # Who is known no longer, or again, may no longer, or again, have revised others.
            ids = {earlier for one in stored if one["known_to"] != ends[one["id"]] for earlier in one["revises"]}


def _end_of(row: Row) -> int:
    """Until when a statement is known, by its row of `revisers`."""
    return known_to(read_time(row["retracted"]) if row["retracted"] else None, row["revised"])


async def _refuse_cycles(tx: Transaction, batch: Batch) -> None:
    """Raise Overtaken if a row that the graph had before lies on a cycle by the links it has now."""
    rows, olds = batch.rows, batch.olds
    relinked = [
        row_id for row_id in batch.changed if links(batch.kind, rows[row_id]) != links(batch.kind, olds[row_id])
    ]
    if not relinked:
        return
    network = await chains(lambda ids: tx.run("links_from", ids=list(ids)), relinked)
    for tangle in tangles(network):
        if closing := tangle.intersection(relinked):
            message = f"It closes a cycle through {', '.join(sorted(tangle)[:10])}."
            raise Overtaken(min(closing), Code.CYCLE, message)


async def link(tx: Transaction, query: str, hubs: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Write edges, by their end with many; raises InconsistentGraph where one of the ends is missing."""
    answered = await tx.run(query, groups=[{"hub": hub, "rows": ends} for hub, ends in hubs.items()])
    wanted = sum(map(len, hubs.values()))
    if answered[0]["linked"] != wanted:
        raise InconsistentGraph(f"{query} wrote {answered[0]['linked']} of {wanted} edges.")


async def mark(tx: Transaction, topics: Iterable[Topic]) -> None:
    """Mark topics as stale."""
    rows = [{**topic._asdict(), "separators": dumps(topic.separators)} for topic in topics]
    if rows:
        await tx.run("mark_topics", rows=rows)


def _end(edge: Edge) -> dict[str, Any]:
    return {"id": edge.end} if edge.properties is None else {"id": edge.end, "edge": edge.properties}


def _moved(old: Given, new: Given) -> bool:
    return any(old.get(key) != new.get(key) for key in ("part_of", "kind"))


def _scopes(row: Given) -> set[str]:
    """The places and the parent event within which an event is ordered."""
    if "time" not in row:
        return set()
    parent = {row["part_of"]} if "part_of" in row else set()
    return {spot["place"] for spot in row.get("located_at", ())} | parent
