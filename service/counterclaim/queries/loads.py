"""What became of a load."""

from __future__ import annotations

import json

from counterclaim.graph import Reads
from counterclaim.loading.load import Report
from counterclaim.queries.question import question
from counterclaim.queries.refusals import NotFound


@question
async def load_report(graph: Reads, id: str) -> Report:
    """The report of a load as far as it got; of its errors the first 100. Raises NotFound, DatabaseError."""
    rows = await graph.read("load", id=id)
    if not rows:
        raise NotFound(f"There is no load {id!r}.")
    stored = rows[0]["load"]
    fields = {name: value for name, value in stored.items() if name in Report.model_fields}
    return Report.model_validate({**fields, "errors": json.loads(stored.get("errors", "[]"))})
