"""How events, places, actors, documents and what is asked across them are shown to people."""

from __future__ import annotations

from counterclaim import answers
from counterclaim.cli.console import Output
from counterclaim.cli.show_statements import STYLES, show_end, show_statement
from counterclaim.cli.words import counted, names, spelled, spots, when


def show_timeline(out: Output, found: answers.Page[answers.TimelineEntry]) -> None:
    """Events and statements in order, one a line."""
    out.table("When", "What", "Id", rows=[_timeline_row(entry) for entry in found.items])
    show_end(out, found)


def _timeline_row(entry: answers.TimelineEntry) -> tuple[str, str, str]:
    if entry.event:
        return when(entry.time), f"Event: {entry.event.name}", entry.id
    if entry.statement is None:
        return when(entry.time), "", entry.id
    said = entry.statement
    sure = "" if said.certainty in ("certain", "unspecified") else f" ({said.certainty})"
    return when(entry.time), f"{names(said.claimants)}{sure}: {said.about.name}: {said.reads}", entry.id


def show_search(out: Output, found: answers.SearchPage) -> None:
    """What was found, with the text around it, and how."""
    out.table("Kind", "Id", "Text", rows=[(hit.kind, hit.id, hit.snippet) for hit in found.items])
    out.say(("By full text, the best first" if found.method == "fulltext" else "By contains", "dim"))
    show_end(out, found)


def show_events(out: Output, found: answers.Page[answers.EventBrief]) -> None:
    """Events, one a line."""
    rows = [(when(event.time), event.name, spots(event.located_at), event.id) for event in found.items]
    out.table("When", "Event", "Where", "Id", rows=rows)
    show_end(out, found)


def show_neighbours(out: Output, found: answers.Page[answers.EventOrder]) -> None:
    """Events that come before or after another, one a line."""
    rows = [(one.how, when(one.event.time), one.event.name, one.event.id) for one in found.items]
    out.table("How", "When", "Event", "Id", rows=rows)
    show_end(out, found)


def show_event(out: Output, event: answers.Event) -> None:
    """An event and what is known of it."""
    out.say((event.name, "bold"), f"  {when(event.time)}")
    out.say(("id ", "dim"), event.id, indent=2)
    if event.located_at:
        out.say(("at ", "dim"), spots(event.located_at), indent=2)
    for actor in event.involves:
        out.say((f"{actor.role} ", "dim"), actor.name, indent=2)
    _show_tree(out, event.wholes, event.parts)
    for word, edges in (("after ", event.before), ("before ", event.after)):
        for edge in edges:
            out.say((word, "dim"), f"{edge.event.name} ({edge.basis})", indent=2)
    show_known(out, event.known)


def show_order(out: Output, found: answers.Order) -> None:
    """How two events lie to each other, by their dates and by what is said."""
    a, b = found.a, found.b
    verdict = {"before": "comes before", "after": "comes after", "undecided": "may come before or after"}[found.order]
    out.say((a.name, "bold"), f" {verdict} ", (b.name, "bold"))
    for event in (a, b):
        out.say((f"{event.id}: ", "dim"), when(event.time), indent=2)
    out.say(("the dates allow: ", "dim"), ", ".join(found.relations), indent=2)
    for stated in found.stated:
        denied = "not " if stated.statement.polarity == "denies" else ""
        out.say((f"said: {denied}{stated.first.name} before {stated.then.name}", "bold"), indent=2)
        show_statement(out, stated.statement, indent=4)
    for cycle in found.cycles:
        ring = " before ".join(event.name for event in [*cycle.path, *cycle.path[:1]])
        out.say(("What is said goes round in a circle: ", "yellow"), ring, indent=2)


def show_places(out: Output, found: answers.Page[answers.PlaceBrief]) -> None:
    """Places, one a line."""
    rows = [
        (place.name, place.kind or "", place.part_of.name if place.part_of else "", place.id) for place in found.items
    ]
    out.table("Place", "Kind", "In", "Id", rows=rows)
    show_end(out, found)


def show_place(out: Output, place: answers.Place) -> None:
    """A place and what is known of it."""
    out.say((place.name, "bold"), f"  {place.kind}" if place.kind else "")
    _show_names(out, place.id, place.aliases)
    if place.location:
        around = f", within {place.location.precision:,.0f} m" if place.location.precision else ""
        out.say(("at ", "dim"), f"{place.location.latitude}, {place.location.longitude}{around}", indent=2)
    _show_tree(out, place.wholes, place.parts)
    show_known(out, place.known)


def show_actors(out: Output, found: answers.Page[answers.ActorBrief]) -> None:
    """Actors, one a line."""
    rows = [
        (actor.name, actor.kind or "", actor.part_of.name if actor.part_of else "", actor.id) for actor in found.items
    ]
    out.table("Actor", "Kind", "Part of", "Id", rows=rows)
    show_end(out, found)


def show_actor(out: Output, actor: answers.Actor) -> None:
    """An actor, how it speaks and what is known of it."""
    out.say((actor.name, "bold"), f"  {actor.kind}" if actor.kind else "")
    _show_names(out, actor.id, actor.aliases)
    if actor.reliability:
        out.say(("reliability ", "dim"), actor.reliability, indent=2)
    _show_tree(out, actor.wholes, actor.parts)
    if actor.side.id != actor.id:
        out.say(("on the side of ", "dim"), actor.side.name, indent=2)
    out.say(
        ("claims ", "dim"), counted(actor.speaks.claims, "statement"), f", relays {actor.speaks.relays:,}", indent=2
    )
    _show_briefs(out, "It is on a side in", actor.speaks.disputes)
    show_known(out, actor.known)


def show_documents(out: Output, found: answers.Page[answers.DocumentBrief]) -> None:
    """Documents, one a line."""
    rows = [
        (spelled(one.published or ""), one.title, one.publisher.name if one.publisher else "", one.id)
        for one in found.items
    ]
    out.table("Published", "Title", "By", "Id", rows=rows)
    show_end(out, found)


def show_document(out: Output, document: answers.Document) -> None:
    """A document and who speaks in it."""
    out.say((document.title, "bold"))
    out.say(("id ", "dim"), document.id, indent=2)
    if document.publisher:
        out.say(("published by ", "dim"), document.publisher.name, indent=2)
    if document.published:
        out.say(("published ", "dim"), spelled(document.published), indent=2)
    if document.url:
        out.say(document.url, indent=2)
    out.say(f"reports {counted(document.statements, 'statement')}; {document.derived:,} rest on it", indent=2)
    for reporting in document.sources:
        out.say(f"{reporting.statements:>5,}  {reporting.source.name}", indent=2)


def show_known(out: Output, known: answers.Known) -> None:
    """The disputes that touch a thing, and what each source says of it over time."""
    counts = known.counts
    told = [
        counted(counts.statements, "statement"),
        counted(counts.events, "event"),
        counted(counts.disputes, "dispute"),
    ]
    out.say(("known of it: ", "dim"), ", ".join(told), indent=2)
    _show_briefs(out, "Disputed", known.disputes)
    for position in known.positions:
        out.say((position.source.name, "bold"), indent=2)
        for said in position.statements:
            text = f"  {said.text}" if said.text else ""
            out.say((f"{when(said.time)}  ", "dim"), said.reads, (text, "dim"), indent=4)
    if not known.all_listed:
        out.say(("There is more than is listed here.", "dim"), indent=2)


def _show_briefs(out: Output, title: str, disputes: list[answers.DisputeBrief]) -> None:
    if disputes:
        out.say((title, "bold"), indent=2)
    for one in disputes:
        sizes = f"  {counted(one.sides, 'side')}, {counted(one.statements, 'statement')}  "
        out.say(
            (one.grade, STYLES.get(one.grade, "bold")),
            f"  {one.subject.name}: {one.label}",
            (sizes + one.id, "dim"),
            indent=4,
        )


def _show_names(out: Output, thing: str, aliases: list[str]) -> None:
    out.say(("id ", "dim"), thing, ("  also ", "dim") if aliases else "", ", ".join(aliases), indent=2)


def _show_tree(out: Output, wholes: list[answers.Thing], parts: list[answers.Thing]) -> None:
    if wholes:
        out.say(("part of ", "dim"), ", ".join(whole.name for whole in wholes), indent=2)
    if parts:
        out.say(("its parts ", "dim"), ", ".join(part.name for part in parts), indent=2)
