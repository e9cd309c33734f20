"""The database's users, their rights and its time limit, set over its own HTTP port."""

from __future__ import annotations

import http.client
import json
from base64 import b64encode
from typing import Any

from counterclaim.engine.record import DATABASE, Record
from counterclaim.errors import EngineFailed

VERSION = 1
"""To be raised with every change below, so that folders of older versions get it too."""

COMMAND_TIMEOUT = 30_000
"""Milliseconds that one statement may take, reading or writing; a batch of 5,000 rows takes less than one second."""

RIGHTS = {
    "reader": {"access": [], "types": {"*": {"access": ["readRecord"]}}},
    "writer": {
        "access": ["updateSchema"],
        "types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}},
    },
}


def provision(host: str, port: int, record: Record) -> None:
    """Set limit, groups and users; all of it may be there already. Raises EngineFailed, OSError."""
    connection = http.client.HTTPConnection(host, port, timeout=30.0)
    timeout = f"set database setting {DATABASE} arcadedb.command.timeout {COMMAND_TIMEOUT}"
    try:
        _post(connection, record, "server", {"command": timeout})
        for role, user in (("reader", record.reader), ("writer", record.writer)):
            group = {"database": DATABASE, "name": role, "resultSetLimit": -1, "readTimeout": -1, **RIGHTS[role]}
            _post(connection, record, "server/groups", group)
            account = {"name": user.user, "password": user.password, "databases": {DATABASE: [role]}}
            _post(connection, record, "server/users", account, there_already=409)
    finally:
        connection.close()


def _post(
    connection: http.client.HTTPConnection, record: Record, path: str, body: dict[str, Any], *, there_already: int = 0
) -> None:
    key = b64encode(f"{record.root.user}:{record.root.password}".encode()).decode()
    headers = {"Authorization": f"Basic {key}", "Content-Type": "application/json"}
    connection.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
    answer = connection.getresponse()
    text = answer.read().decode(errors="replace")
    if answer.status not in (200, 201, there_already):
        raise EngineFailed(f"The engine refused its settings ({path}: {answer.status} {text[:200]}).")
