"""How two statements stand to each other: why, or why not."""

from __future__ import annotations

from counterclaim.answers import Comparison
from counterclaim.graph import Reads
from counterclaim.predicates import Registry
from counterclaim.queries.moments import known_at
from counterclaim.queries.question import question
from counterclaim.queries.refusals import NotFound
from counterclaim.queries.standing import explained, standing
from counterclaim.queries.statements import draft, statements_by_id
from counterclaim.queries.wholes import wholes_of


@question
async def compare(graph: Reads, registry: Registry, a: str, b: str, *, as_of: str | None = None) -> Comparison:
    """Apply the rule to two statements, by id, whatever comes of it.

    Raises NotFound, InvalidTime, InvalidQuestion, UnknownPredicate, DatabaseError.
    """
    moment = known_at(as_of)
    rows = {row["id"]: row for row in await statements_by_id(graph, sorted({a, b}))}
    for id in (a, b):
        if id not in rows:
            raise NotFound(f"There is no statement {id!r}.")
    first, second = rows[a], rows[b]
    wholes = await wholes_of(graph, [one for row in (first, second) for one in (row["names"], row["about"][0][0])])
    names = {one: name for row in (first, second) for one, name, *_ in row["claimants"]} | wholes.names
    verdict = explained(standing(first, registry), standing(second, registry), wholes, names, moment)
    return Comparison.model_validate(
        {**verdict, "a": draft(first, wholes, registry), "b": draft(second, wholes, registry)}
    )
