"""PRECEDES edges: the dated order within places and parent events, and the order that statements give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from counterclaim.graph import Row, Transaction
from counterclaim.models import Polarity
from counterclaim.order import reduction
from counterclaim.times import FUTURE, Time, parse

Pair = tuple[str, str]


async def compute_scopes(tx: Transaction, scopes: list[str]) -> None:
    """Order the events of each scope anew; an edge goes when no scope is left in which it holds."""
    events: dict[str, list[tuple[str, Time]]] = defaultdict(list)
    for row in await tx.run("scope_events", ids=scopes):
        # Of what bears `?` nothing is certain.
        if row["time"] and not (time := parse(row["time"])).uncertain:
            events[row["scope"]].append((row["event"], time))
    old: dict[Pair, set[str]] = {}
    for row in await tx.run("scope_order", ids=scopes):
        old[row["first"], row["then"]] = set(row["scopes"])
    new: dict[Pair, set[str]] = {pair: held - set(scopes) for pair, held in old.items()}
    for scope in scopes:
        for pair in reduction(events[scope]):
            new.setdefault(pair, set()).add(scope)
    await _write(tx, old, new)


async def _write(tx: Transaction, old: dict[Pair, set[str]], new: dict[Pair, set[str]]) -> None:
    gone = [{"first": first, "then": then} for (first, then), scopes in sorted(new.items()) if not scopes]
    if gone:
        await tx.run("delete_order", rows=gone)
    rows = [
        {"first": first, "then": then, "scopes": sorted(scopes)}
        for (first, then), scopes in sorted(new.items())
        if scopes and old.get((first, then)) != scopes
    ]
    if rows:
        await tx.run("write_order", rows=rows)


async def compute_stated(tx: Transaction, said_of: Mapping[Pair, list[Row]]) -> None:
    """Write the order that lasting ones of all statements on two events assert, by the pair."""
    pairs, rows = [], []
    for (one, other), statements in said_of.items():
        pairs.append({"first": one, "then": other})
        for first, then in ((one, other), (other, one)):
            said = [row["id"] for row in statements if row["about"] == first and _asserted(row)]
            if said:
                rows.append({"first": first, "then": then, "statements": sorted(said)})
    if pairs:
        await tx.run("delete_stated_order", rows=pairs)
    if rows:
        await tx.run("write_stated_order", rows=rows)


def _asserted(row: Row) -> bool:
    return row["polarity"] == Polarity.ASSERTS and row["known_to"] in (None, FUTURE)
