"""How statements, disputes and comparisons are shown to people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim import answers
from counterclaim.cli.console import Output, Words
from counterclaim.cli.words import counted, days, listed, names, spelled, spots, voices, when

STYLES = {"contradiction": "bold red", "possible": "bold yellow", "tension": "bold cyan"}


def show_disputes(out: Output, found: answers.Page[answers.Dispute]) -> None:
    """Each dispute with all that is said in it."""
    if not found.items:
        out.say("No sources disagree about that.")
    for dispute in found.items:
        show_dispute(out, dispute)
        out.say()
    show_end(out, found)


def show_dispute(out: Output, dispute: answers.Dispute) -> None:
    """What it is about and when, then side by side who says what, then who was silent and why the pairs disagree."""
    apart = "".join(f", {key} {value}" for key, value in dispute.separators.items())
    out.say(
        (dispute.grade, STYLES.get(dispute.grade, "bold")),
        (f"  {dispute.subject.name}: {dispute.label}{apart}", "bold"),
    )
    out.say(("id ", "dim"), dispute.id, indent=2)
    out.say(("time ", "dim"), listed(days(run) for run in dispute.windows), indent=2)
    out.say(("known ", "dim"), listed(f"{days(run)} ({run.grade})" for run in dispute.known), indent=2)
    for number, side in enumerate(dispute.sides, start=1):
        _show_side(out, dispute, number, side)
    if dispute.silences:
        out.say(("Asked, and did not comment", "bold"), indent=2)
    for silence in dispute.silences:
        show_statement(out, silence, indent=4)
    if isinstance(dispute, answers.DisputeDetail):
        _show_pairs(out, dispute.pairs)
    if not dispute.complete:
        _show_incomplete(out)


def _show_side(out: Output, dispute: answers.Dispute, number: int, side: answers.Side) -> None:
    counts = f"  {counted(side.total, 'statement')}, {voices(side.origins)}"
    out.say((f"Side {number}: {side.label}", "bold"), (counts, "dim"), indent=2)
    for statement in side.statements:
        show_statement(out, statement, indent=4)
    if rest := side.total - len(side.statements):
        out.say(
            (f"and {counted(rest, 'statement')} more: counterclaim statements --about {dispute.subject.id}", "dim"),
            indent=4,
        )


def _show_pairs(out: Output, pairs: answers.Pairs) -> None:
    out.say((f"Why: {counted(pairs.total, 'pair')} in dispute", "bold"), indent=2)
    for pair in pairs.items:
        out.say((pair.grade, STYLES.get(pair.grade, "bold")), f"  {pair.a} and {pair.b}", indent=4)
        out.say(pair.sentence, indent=6)
    if not pairs.all_examined:
        out.say(("There are too many statements to compare all for one answer.", "dim"), indent=4)


def show_statements(out: Output, found: answers.Page[answers.Statement]) -> None:
    """Statements one below the other."""
    if not found.items:
        out.say("No statement was found.")
    for statement in found.items:
        show_whole_statement(out, statement)
        out.say()
    show_end(out, found)


def show_whole_statement(out: Output, statement: answers.Statement) -> None:
    """A statement under what it says of what."""
    out.say((f"{statement.about.name}, {statement.label}: {statement.reads}", "bold"))
    show_statement(out, statement, indent=2)


def show_statement(out: Output, statement: answers.Statement, indent: int = 0) -> None:
    """Who says it and how sure, through whom, the paraphrase, and where it stands."""
    stated = f", stated {spelled(statement.stated)}" if statement.stated else ""
    certainty = f"certainty {statement.certainty}" if statement.certainty == "unspecified" else statement.certainty
    out.say((names(statement.claimants), "bold"), f"  {certainty}{stated}, time {when(statement.time)}", indent=indent)
    for line in _lines(statement):
        out.say(*line, indent=indent + 2)


def _lines(statement: answers.Statement) -> Iterator[list[Words]]:
    if statement.relays:
        yield [("via ", "dim"), ", then ".join(_relay(relay) for relay in statement.relays)]
    if statement.text:
        yield [statement.text]
    if isinstance(statement, answers.SideStatement) and len(statement.path) > 1:
        yield [("said of ", "dim"), f"{statement.path[-1].name}, which {statement.path[0].name} is in"]
    if statement.located_at:
        yield [("at ", "dim"), spots(statement.located_at)]
    if statement.derived_from:
        yield [("rests on ", "dim"), names(statement.derived_from)]
    if statement.revises or statement.revised_by:
        revised = [f"corrects {one}" for one in statement.revises]
        yield [", ".join(revised + [f"corrected by {one}" for one in statement.revised_by])]
    if statement.retracted:
        yield [("retracted ", "yellow"), spelled(statement.retracted)]
    for passage in statement.passages:
        yield [("in ", "dim"), _passage(passage)]
    yield [("id ", "dim"), (statement.id, "dim")]


def _relay(relay: answers.RelaySource) -> str:
    return f"{relay.name} ({relay.cue})" if relay.cue else relay.name


def _passage(passage: answers.PassageIn) -> str:
    where = passage.document if passage.start is None else f"{passage.document} {passage.start}-{passage.end}"
    return f"{where}, {passage.title}" if passage.title else where


def show_comparison(out: Output, found: answers.Comparison) -> None:
    """How two statements stand, each gate, and both statements."""
    out.say((found.grade.replace("_", " "), STYLES.get(found.grade, "bold")), f"  {found.sentence}")
    for gate in found.gates:
        mark = ("met", "green") if gate.passed else ("not met", "red")
        out.say((f"{gate.name}: ", "dim"), mark, f", {_seen(gate)}", indent=2)
    if found.comparison:
        out.say(("values: ", "dim"), found.comparison.relation, f", {found.comparison.reason}", indent=2)
    if found.window:
        out.say(("together: ", "dim"), f"{found.overlap}, {days(found.window)}", indent=2)
    if found.path:
        out.say(("places: ", "dim"), " in ".join(place.name for place in found.path), indent=2)
    out.say(("rule: ", "dim"), f"{found.rule}, version {found.version}", indent=2)
    for letter, statement in (("a", found.a), ("b", found.b)):
        out.say((f"{letter}  {statement.about.name}, {statement.label}: {statement.reads}", "bold"))
        show_statement(out, statement, indent=3)


def _seen(gate: answers.GateSeen) -> str:
    """What a gate saw of the one statement and of the other."""
    saw: dict[str, Any] = gate.saw
    match gate.name:
        case "topic":
            pair = [f"{saw[one]['subject']} {saw[one]['predicate']}" for one in "ab"]
        case "known":
            pair = [days(answers.Run.model_validate(saw[one])) for one in "ab"]
        case "times":
            pair = [spelled(saw[one]["time"] or "an unknown time") for one in "ab"]
        case "claimants":
            pair = [", ".join(saw[one]) for one in "ab"]
    return f"both {pair[0]}" if pair[0] == pair[1] else f"{pair[0]} and {pair[1]}"


def show_end(out: Output, found: answers.Page[Any]) -> None:
    """That there is more to ask for, or to wait for."""
    if found.next:
        out.say(("There is more: ask again with ", "dim"), f"--cursor {found.next}")
    if not found.complete:
        _show_incomplete(out)


def _show_incomplete(out: Output) -> None:
    out.say(("A load is under way or was cut off, and disputes may still change: wait, or run it again.", "yellow"))
