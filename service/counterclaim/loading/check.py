"""The first pass: every row checked by itself, against the others and against the graph, and staged.

A row that names a refused row is refused. Nothing is written to the graph here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import networkx

from counterclaim.errors import CounterclaimError
from counterclaim.faults import dotted
from counterclaim.graph import Graph, batches
from counterclaim.loading.references import Reference, links, references, tangles
from counterclaim.loading.staging import KINDS, Staged, Staging
from counterclaim.models import Conflict, DocumentRow, dumps, unite
from counterclaim.predicates import InvalidValue, Registry
from counterclaim_loaders import Code, Origin, RowError, SourcedRow, text_length

LOOKUP = 2_000
"""Ids asked of the graph at once."""
LARGE_TANGLE = 1_000
"""Rows linked in cycles; of more, not the last ones are refused until no cycle is left, but all."""
KEPT = 10_000
"""Errors that are kept in full; of more, only their number."""


class Checker:
    """Checks the rows of one load.

    `errors` are the first of those `found`, in the order of the rows; `faulty` names each row at fault once.
    """

    def __init__(self, staging: Staging, graph: Graph | None, registry: Registry, base: Path | None) -> None:
        self.staging = staging
        self.graph = graph
        self.registry = registry
        self.base = base
        self.errors: list[RowError] = []
        self.found = 0
        self.faulty: set[str] = set()
        self.known: dict[str, str] = {}
        self._refused: set[str] = set()
        self._texts: list[SourcedRow] = []

    def take(self, source: SourcedRow | RowError) -> None:
        """Check a row by itself and stage it; a row of an id that waits already is united with it."""
        if isinstance(source, RowError):
            self._note(source)
            if source.id:
                self._refused.add(source.id)
            return
        kind, row = source.row.kind_of_row, source.row.canonical()
        if row.pop("file", None):
            # Where its text lies is true of this dossier alone, so it is looked at and not stored.
            self._texts.append(source)
        origin = Origin(source.file, source.line, f"{kind} {row['id']}", row["id"])
        try:
            named = list(references(kind, row, self.registry))
            self._stage(kind, row, source)
        except InvalidValue as error:
            for fault in error.faults:
                code, field = Code(fault.code), dotted(("value", *fault.path))
                self._refuse(origin, code, fault.message, remedy=fault.remedy, field=field, cell=fault.cell)
        except Conflict as error:
            self._refuse(origin, Code.CONFLICT, error.message, field=error.field)
        except CounterclaimError as error:
            self._refuse(origin, Code.INVALID, error.message, remedy=error.remedy, field="predicate")
        except _OtherKind as error:
            self._note(origin.error(Code.CONFLICT, str(error), field="id", cell=row["id"]))
        else:
            self._resolve(kind, row, named)

    def _stage(self, kind: str, row: dict[str, Any], source: SourcedRow) -> None:
        waiting = self.staging.kind(row["id"])
        if waiting is None:
            self.staging.add(kind, row["id"], dumps(row), source.file, source.line, source.index)
            return
        if waiting != kind:
            raise _OtherKind(f"{row['id']} is already the id of a {waiting}")
        united = unite(self.staging.row(row["id"]).row, row)
        list(references(kind, united, self.registry))
        self.staging.replace(row["id"], dumps(united))

    def _resolve(self, kind: str, row: dict[str, Any], named: list[Reference]) -> None:
        for reference in named:
            if self.staging.kind(reference.id) not in reference.kinds or reference.id == row["id"]:
                self.staging.postpone(row["id"], reference.field, reference.id, reference.kinds)

    async def finish(self) -> None:
        """Check the rows against each other and the graph; after it, what is staged and not refused can be written."""
        await self._against_graph()
        await self._dangling()
        self._cycles(await self._graph_links())
        if self.base is not None:
            self._passages(self.base)
        self.staging.refuse(self._refused)
        self._spread()

    async def _against_graph(self) -> None:
        """Unite each row with the one that the graph has of its id."""
        for ids in batches(list(self.staging.kinds), LOOKUP):
            for kind, found, text in await self._stored(ids):
                staged = self.staging.row(found)
                origin = _origin(staged)
                if kind != staged.kind:
                    self._give_way(staged, kind)
                    continue
                try:
                    united = unite(json.loads(text), staged.row)
                    list(references(kind, united, self.registry))
                except Conflict as error:
                    self._refuse(
                        origin, Code.CONFLICT, f"{error.message} The other is in the graph.", field=error.field
                    )
                except CounterclaimError as error:
                    self._refuse(origin, Code.CONFLICT, error.message, remedy=error.remedy)
                else:
                    self.staging.meet(found, dumps(united), same=united == json.loads(text))

    def _give_way(self, staged: Staged, kind: str) -> None:
        """The id is that of a row of another kind in the graph, which is the one that references mean."""
        message = f"{staged.id} is already the id of a {kind} in the graph."
        self._note(_origin(staged).error(Code.CONFLICT, message, field="id", cell=staged.id))
        self.staging.refuse([staged.id])
        del self.staging.kinds[staged.id]
        self.known[staged.id] = kind

    async def _stored(self, ids: Iterable[str]) -> list[tuple[str, str, str]]:
        """Kind, id and row of those that the graph has."""
        if self.graph is None:
            return []
        found = []
        for kind in KINDS:
            found += [(kind, row["id"], row["row"]) for row in await self.graph.read(f"{kind}_rows", ids=list(ids))]
        return found

    async def _dangling(self) -> None:
        """Every reference names a row of a fitting kind, here or in the graph."""
        elsewhere = sorted({named for _, _, named, _ in self.staging.postponed() if named not in self.staging.kinds})
        for ids in batches(elsewhere, LOOKUP):
            self.known |= {row_id: kind for kind, row_id, _ in await self._stored(ids)}
        for row_id, field, named, kinds in self.staging.postponed():
            kind = self.staging.kind(named) or self.known.get(named)
            origin = _origin(self.staging.row(row_id))
            if named == row_id:
                self._refuse(origin, Code.CYCLE, f"It names itself as {field}.", field=field, cell=named)
            elif kind is None and named in self._refused:
                self._refuse(origin, Code.REFUSED, f"It names {named}, which was refused.", field=field, cell=named)
            elif kind is None:
                self._refuse(
                    origin, Code.DANGLING, f"There is no {' or '.join(kinds)} {named}.", field=field, cell=named
                )
            elif kind not in kinds:
                message = f"{named} is a {kind}, and a {' or '.join(kinds)} belongs here."
                self._refuse(origin, Code.WRONG_KIND, message, field=field, cell=named)

    async def _graph_links(self) -> dict[str, list[str]]:
        """The links of the graph that start at rows which staged rows link to: a cycle may lead through them."""
        if self.graph is None or not self.staging.changes():
            return {}
        found: dict[str, list[str]] = defaultdict(list)
        for ids in batches(sorted(self.known), LOOKUP):
            for row in await self.graph.read("link_chains", ids=list(ids)):
                found[row["part"]].append(row["whole"])
        return found

    def _cycles(self, stored: dict[str, list[str]]) -> None:
        """Refuse the row that closes a cycle, the last of it as they came; then set the order of writing."""
        network = networkx.DiGraph()
        for kind in KINDS:
            for staged in self.staging.of_kind(kind):
                network.add_edges_from(
                    (staged.id, named)
                    for named in links(kind, staged.row)
                    if named != staged.id and (named in self.staging.kinds or named in stored)
                )
        network.add_edges_from((part, whole) for part, wholes in stored.items() for whole in wholes)
        order = {one: position for position, one in enumerate(self.staging.kinds)}
        tangled = tangles(network)
        while tangled:
            part = tangled.pop()
            came = sorted(part & order.keys(), key=order.__getitem__)
            through = ", ".join(sorted(part)[:10])
            # Taking rows out one by one costs the square of their number. What is tangled in the graph stays there.
            out = came[-1:] if len(part) <= LARGE_TANGLE else came
            for one in out:
                self._refuse(_origin(self.staging.row(one)), Code.CYCLE, f"It closes a cycle through {through}.")
            left = network.subgraph(part.difference(out)).copy()
            network.remove_nodes_from(out or part)
            tangled += tangles(left) if out else []
        self._order(network)

    def _order(self, network: Any) -> None:
        """What a row links to is written before it."""
        depths: dict[str, int] = {}
        for one in networkx.topological_sort(network.reverse(copy=False)):
            depths[one] = max((depths[named] + 1 for named in network.successors(one)), default=0)
        self.staging.deepen({one: depth for one, depth in depths.items() if one in self.staging.kinds})

    def _passages(self, base: Path) -> None:
        """Offsets lie within the text of their document, where the dossier has it."""
        lengths: dict[str, int] = {}
        for source in self._texts:
            if isinstance(source.row, DocumentRow):
                length = text_length(base, source.row, source.origin)
                if isinstance(length, RowError):
                    self._note(length)
                    self._refused.add(source.row.id)
                else:
                    lengths[source.row.id] = length
        if not lengths:
            return
        for staged in self.staging.of_kind("statement"):
            for position, passage in enumerate(staged.row.get("in", ())):
                length = lengths.get(passage["document"], 2**63)
                if passage.get("end", 0) > length:
                    message = f"The passage ends at {passage['end']}, the text of {passage['document']} at {length}."
                    self._refuse(
                        _origin(staged), Code.PASSAGE_OUTSIDE, message, field=f"in.{position}.end", cell=passage["end"]
                    )

    def _spread(self) -> None:
        """Refuse what names a refused row, and so on: rows come after all that they name."""
        if not self._refused:
            return
        fallen = []
        for kind in KINDS:
            for staged in self.staging.of_kind(kind):
                named = next((r for r in references(kind, staged.row, self.registry) if r.id in self._refused), None)
                if named is not None:
                    message = f"It names {named.id}, which was refused."
                    self._refuse(_origin(staged), Code.REFUSED, message, field=named.field, cell=named.id)
                    fallen.append(staged.id)
        self.staging.refuse(fallen)

    def _refuse(
        self,
        origin: Origin,
        code: Code,
        message: str,
        *,
        remedy: str | None = None,
        field: str | None = None,
        cell: object = None,
    ) -> None:
        """A row is refused for all that is wrong with it."""
        if origin.id:
            self._refused.add(origin.id)
        self._note(origin.error(code, message, remedy=remedy, field=field, cell=cell))

    def _note(self, error: RowError) -> None:
        self.found += 1
        if error.row is not None:
            self.faulty.add(error.id or f"{error.file} {error.index}")
        if len(self.errors) < KEPT:
            self.errors.append(error)


class _OtherKind(Exception):
    """An id that a row of another kind has."""


def _origin(staged: Staged) -> Origin:
    return Origin(staged.file, staged.line, f"{staged.kind} {staged.id}", staged.id)
