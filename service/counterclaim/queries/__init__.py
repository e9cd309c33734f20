"""Questions: each is a function that takes the graph and answers a model; REST and the command line ask alike."""

from counterclaim.queries.actors import actor, actors
from counterclaim.queries.compare import compare
from counterclaim.queries.disputes import count_disputes, dispute, disputes
from counterclaim.queries.documents import document, documents
from counterclaim.queries.events import after, before, event, events
from counterclaim.queries.loads import load_report
from counterclaim.queries.naming import resolve
from counterclaim.queries.order import order
from counterclaim.queries.places import place, places
from counterclaim.queries.refusals import Ambiguous, InvalidCursor, InvalidQuestion, NotFound
from counterclaim.queries.search import search
from counterclaim.queries.statements import statement, statements
from counterclaim.queries.timeline import timeline

__all__ = [
    "Ambiguous",
    "InvalidCursor",
    "InvalidQuestion",
    "NotFound",
    "actor",
    "actors",
    "after",
    "before",
    "compare",
    "count_disputes",
    "dispute",
    "disputes",
    "document",
    "documents",
    "event",
    "events",
    "load_report",
    "order",
    "place",
    "places",
    "resolve",
    "search",
    "statement",
    "statements",
    "timeline",
]
