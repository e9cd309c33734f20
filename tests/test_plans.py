"""What is found in a plan beyond reading."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.graph.plans import beyond_reading


def plan(operator: str, *children: Any, **args: str) -> dict[str, Any]:
    return {"operatorType": operator, "args": args, "children": list(children)}


@pytest.mark.parametrize(
    "operator",
    [
        "ProduceResults@neo4j",
        "DirectedRelationshipIndexSeekByRange@neo4j",
        "PartitionedUndirectedUnionRelationshipTypesScan@neo4j",
        "VarLengthExpand(Pruning,BFS,All)@neo4j",
        "StatefulShortestPath(All, Trail)@neo4j",
        "LetSelectOrAntiSemiApply@neo4j",
        "NodeLeftOuterHashJoin@neo4j",
        "RelationshipCountFromCountStore@neo4j",
    ],
)
def test_operators_that_read_are_known(operator: str) -> None:
    assert beyond_reading(plan("ProduceResults@neo4j", plan(operator)), "r") is None


@pytest.mark.parametrize(
    "operator",
    [
        "LoadCSV@neo4j",
        "Create@neo4j",
        "TransactionApply@neo4j",
        "TransactionForeach@neo4j",
        "AdministrationCommand@system",
        "ShowSettings@neo4j",
        "TerminateTransactions@neo4j",
        "RunQueryAt@remote",
        "OfTomorrow@neo4j",
    ],
)
def test_any_other_is_named_however_deep(operator: str) -> None:
    deep = plan("ProduceResults@neo4j", plan("Apply@neo4j", plan("Argument@neo4j"), plan(operator)))
    assert beyond_reading(deep, "r") == f"its plan has {operator.partition('@')[0]}"


@pytest.mark.parametrize("details", ["dbms.components() :: (name :: STRING)", "db.labelsOf() :: ()", ""])
def test_procedures_are_known_by_their_whole_name(details: str) -> None:
    assert beyond_reading(plan("ProcedureCall@neo4j", Details=details), "r") == f"it calls {details.partition('(')[0]}"
    assert beyond_reading(plan("ProcedureCall@neo4j", Details="db.labels() :: (label :: STRING)"), "r") is None


@pytest.mark.parametrize("call", ["apoc.cypher.runFirstColumnSingle($a, {})", "`apoc`.`load`.x(1)", "dateish.x(1)"])
def test_functions_of_plugins_are_refused(call: str) -> None:
    found = beyond_reading(plan("Filter@neo4j", Details=f"n.name = {call}"), "r")
    assert found == f"it calls {call.replace('`', '').partition('(')[0]}"


@pytest.mark.parametrize(
    "details", ["point.distance(a.at, b.at) AS d", "date.truncate($a, date()) > n.day", "size(n.names)", "n:Place(id)"]
)
def test_functions_of_the_database_are_let_through(details: str) -> None:
    assert beyond_reading(plan("Projection@neo4j", Details=details), "r") is None


def test_a_plan_that_reads_is_not_enough_where_the_database_says_it_writes() -> None:
    assert beyond_reading(plan("ProduceResults@neo4j"), "rw") == "it writes"


def test_calls_are_found_in_a_plan_told_in_words() -> None:
    words = "Execution Plan:\n+ DUMMY ROW\n+ CALL db.labels() YIELD 1 fields\n+ CALL SUBQUERY { ... }\n"
    told = {"string-representation": words}
    assert beyond_reading(plan("ArcadeDB.OpenCypher.Plan", **told), "w") is None
    told["string-representation"] += "+ CALL DBMS.INFO()\n"
    assert beyond_reading(plan("ArcadeDB.OpenCypher.Plan", **told), "w") == "it calls DBMS.INFO"


def test_a_command_has_no_plan() -> None:
    assert beyond_reading(None, "r") == "it is a command, not a query"
