"""The first pass: every row checked by itself, against the others and against the graph, and staged.

A row that names a refused row is refused. Nothing is written to the graph here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import networkx

from counterclaim.errors import CounterclaimError
from counterclaim.faults import dotted
from counterclaim.graph import Graph, Row, batches
from counterclaim.loading.cycles import LOOKUP, chains, tangles
from counterclaim.loading.references import Reference, links, references
from counterclaim.loading.staging import KINDS, Staged, Staging
from counterclaim.loading.write import Overtaken
from counterclaim.models import MOST_ITEMS, Conflict, DocumentRow, dumps, unite
from counterclaim.predicates import InvalidValue, Registry
from counterclaim_loaders import MAX_LINE, Code, Origin, RowError, SourcedRow, text_length

LARGE_TANGLE = 1_000
"""Rows linked in cycles; of more, not the last ones are refused until no cycle is left, but all."""
LONGEST_ROW = MAX_LINE - 100
"""Bytes of a row as JSON, so that an export of it can be read."""
KEPT = 10_000
"""Errors that are kept in full; of more, only their number."""


class Checker:
    """Checks the rows of one load.

    `errors` are the first of those `found`, in the order of the rows; `faulty` names each row at fault once, `refused`
    all ids whose rows are not written.
    """

    def __init__(self, staging: Staging, graph: Graph | None, registry: Registry, base: Path | None) -> None:
        self.staging = staging
        self.graph = graph
        self.registry = registry
        self.base = base
        self.errors: list[RowError] = []
        self.found = 0
        self.faulty: set[str] = set()
        self.refused: set[str] = set()
        self.known: dict[str, str] = {}
        self._held: list[str] = []
        self._unstaged: dict[str, Origin] = {}
        self._texts: list[SourcedRow] = []

    def take(self, source: SourcedRow | RowError) -> None:
        """Check a row by itself and stage it; a row of an id that waits already is united with it."""
        if isinstance(source, RowError):
            self._note(source)
            if source.id:
                self.refused.add(source.id)
            return
        kind, row = source.row.kind_of_row, source.row.canonical()
        if row.pop("file", None):
            # Where its text lies is true of this dossier alone, so it is looked at and not stored.
            self._texts.append(source)
        origin = Origin(source.file, source.line, f"{kind} {row['id']}", row["id"])
        named: list[Reference] = []
        try:
            for reference in references(kind, row, self.registry):
                named.append(reference)
            self._stage(kind, row, source)
        except InvalidValue as error:
            for fault in error.faults:
                code, field = Code(fault.code), dotted(("value", *fault.path))
                self._refuse(origin, code, fault.message, remedy=fault.remedy, field=field, cell=fault.cell)
        except Conflict as error:
            self._refuse(origin, Code.CONFLICT, error.message, field=error.field)
        except Overgrown as error:
            self._refuse(origin, Code.TOO_LARGE, error.message)
        except CounterclaimError as error:
            self._refuse(origin, Code.INVALID, error.message, remedy=error.remedy, field="predicate")
        except _OtherKind as error:
            self._note(origin.error(Code.CONFLICT, str(error), field="id", cell=row["id"]))
            return
        if self.staging.kind(row["id"]) is None:
            self._unstaged[row["id"]] = origin
        self._resolve(row["id"], named)

    def _stage(self, kind: str, row: dict[str, Any], source: SourcedRow) -> None:
        waiting = self.staging.kind(row["id"])
        if waiting is None:
            self.staging.add(kind, row["id"], self._text(kind, row), source.file, source.line, source.index)
            return
        if waiting != kind:
            raise _OtherKind(f"{row['id']} is already the id of a {waiting}")
        united = unite(self.staging.row(row["id"]).row, row)
        self.staging.replace(row["id"], self._text(kind, united))

    def _text(self, kind: str, row: dict[str, Any]) -> str:
        """A row as JSON; raises what is wrong with a row that was united: its value, or its size."""
        if kind == "statement":
            predicate = self.registry[row.get("predicate")]
            predicate.topical(row["about"], self.registry.read(predicate.name, row.get("value")))
        text = dumps(row)
        if any(isinstance(held, list) and len(held) > MOST_ITEMS for held in row.values()):
            raise Overgrown(f"A list of it has more than {MOST_ITEMS:,} entries.")
        if len(text) > LONGEST_ROW // 4 and len(text.encode()) > LONGEST_ROW:
            raise Overgrown(f"It has more than {LONGEST_ROW:,} bytes.")
        return text

    def _resolve(self, row_id: str, named: Iterable[Reference]) -> None:
        for reference in named:
            if self.staging.kind(reference.id) not in reference.kinds or reference.id == row_id:
                self.staging.postpone(row_id, reference.field, reference.id, reference.kinds)

    async def finish(self) -> None:
        """Check the rows against each other and the graph; after it, what is staged and not refused can be written."""
        if self.graph is not None:
            # A first load need not look up its ids among kinds of which the graph has no row.
            self._held = [kind for kind in KINDS if await self.graph.read(f"export_{kind}s", after="", limit=1)]
        await self._against_graph()
        await self._dangling()
        await self._cycles()
        if self.base is not None:
            self._passages(self.base)
        self.staging.refuse(self.refused)
        self._spread()

    def overtaken(self, error: Overtaken) -> None:
        """Refuse a row that was checked, and what names it, for what another load has written since."""
        self._refuse(_origin(self.staging.row(error.row_id)), error.row_code, error.message, field=error.field)
        self.staging.refuse([error.row_id])
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
                stored = json.loads(text)
                try:
                    united = unite(stored, staged.row)
                    row = self._text(kind, united)
                except Conflict as error:
                    self._refuse(
                        origin, Code.CONFLICT, f"{error.message} The other is in the graph.", field=error.field
                    )
                except CounterclaimError as error:
                    self._refuse(origin, Code.CONFLICT, error.message, remedy=error.remedy)
                else:
                    self.staging.meet(found, row, same=united == stored)
        self._resolve_again()

    def _resolve_again(self) -> None:
        """Look again at what names an id that the graph has as another kind."""
        if not self.known:
            return
        for kind in KINDS:
            for staged in self.staging.of_kind(kind):
                named = references(kind, staged.row, self.registry)
                self._resolve(staged.id, (reference for reference in named if reference.id in self.known))

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
        for kind in self._held:
            found += [(kind, row["id"], row["row"]) for row in await self.graph.read(f"{kind}_rows", ids=list(ids))]
        return found

    async def _dangling(self) -> None:
        """Every reference names a row of a fitting kind, here or in the graph."""
        elsewhere = sorted({named for _, _, named, _ in self.staging.postponed() if named not in self.staging.kinds})
        for ids in batches(elsewhere, LOOKUP):
            self.known |= {row_id: kind for kind, row_id, _ in await self._stored(ids)}
        for row_id, field, named, kinds in self.staging.postponed():
            kind = self.staging.kind(named) or self.known.get(named)
            origin = self._unstaged.get(row_id) or _origin(self.staging.row(row_id))
            if named == row_id:
                self._refuse(origin, Code.CYCLE, f"It names itself as {field}.", field=field, cell=named)
            elif kind is None and named in self.refused:
                self._refuse(origin, Code.REFUSED, f"It names {named}, which was refused.", field=field, cell=named)
            elif kind is None:
                self._refuse(
                    origin, Code.DANGLING, f"There is no {' or '.join(kinds)} {named}.", field=field, cell=named
                )
            elif kind not in kinds:
                message = f"{named} is a {kind}, and a {' or '.join(kinds)} belongs here."
                self._refuse(origin, Code.WRONG_KIND, message, field=field, cell=named)

    async def _cycles(self) -> None:
        """Refuse the row that closes a cycle, the last of it as they came; then set the order of writing."""
        network = networkx.DiGraph()
        for kind in KINDS:
            for staged in self.staging.of_kind(kind):
                network.add_edges_from((staged.id, named) for named in links(kind, staged.row) if named != staged.id)
        if self.graph is not None and self.staging.changes():
            # Through what the graph has beyond, a row that is changed may lead back to itself.
            beyond = network.nodes - self.staging.kinds.keys()
            network = networkx.compose(network, await chains(partial(_steps, self.graph), beyond))
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

    def _order(self, network: networkx.DiGraph) -> None:
        """What a row links to is written before it."""
        depths: dict[str, int] = {}
        for one in networkx.topological_sort(network.reverse(copy=False)):
            depths[one] = max((depths[named] + 1 for named in network.successors(one)), default=0)
        self.staging.deepen({one: depth for one, depth in depths.items() if one in self.staging.kinds})

    def _passages(self, base: Path) -> None:
        """Offsets lie within the text of their document, where the dossier has it."""
        lengths: dict[str, int] = {}
        for source in self._texts:
            if isinstance(source.row, DocumentRow) and source.row.file:
                length = text_length(base, source.row.file, source.origin)
                if isinstance(length, RowError):
                    self._note(length)
                    self.refused.add(source.row.id)
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
        if not self.refused:
            return
        fallen = []
        for kind in KINDS:
            for staged in self.staging.of_kind(kind):
                named = next((r for r in references(kind, staged.row, self.registry) if r.id in self.refused), None)
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
            self.refused.add(origin.id)
        self._note(origin.error(code, message, remedy=remedy, field=field, cell=cell))

    def _note(self, error: RowError) -> None:
        self.found += 1
        if error.row is not None:
            self.faulty.add(error.id or f"{error.file} {error.index}")
        if len(self.errors) < KEPT:
            self.errors.append(error)


class Overgrown(CounterclaimError):
    """A row that has grown, by what was united with it, beyond what can be read again."""


class _OtherKind(Exception):
    """An id that a row of another kind has."""


async def _steps(graph: Graph, ids: Sequence[str]) -> list[Row]:
    return await graph.read("links_from", ids=list(ids))


def _origin(staged: Staged) -> Origin:
    return Origin(staged.file, staged.line, f"{staged.kind} {staged.id}", staged.id)
