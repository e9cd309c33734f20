"""Disputes: topics, gates, grades, sides and explanations, pure and apart from the database.

`detect` finds the dispute of a topic, `judge` and `explain` say why two statements stand as they do.
"""

from counterclaim.disputes.detect import detect
from counterclaim.disputes.explain import describe_claim, describe_gate, describe_side, explain
from counterclaim.disputes.grades import DISPUTED, Grade
from counterclaim.disputes.judge import RULE, Gate, GateName, Verdict, judge
from counterclaim.disputes.known import known_from, known_to
from counterclaim.disputes.origins import Origins, Provenance, origins
from counterclaim.disputes.rivals import Relations
from counterclaim.disputes.sides import side_of
from counterclaim.disputes.stance import Claim, Stance, is_weak
from counterclaim.disputes.tally import Found, Member
from counterclaim.disputes.topics import Topic, silence_about, topic_of

__all__ = [
    "DISPUTED",
    "RULE",
    "Claim",
    "Found",
    "Gate",
    "GateName",
    "Grade",
    "Member",
    "Origins",
    "Provenance",
    "Relations",
    "Stance",
    "Topic",
    "Verdict",
    "describe_claim",
    "describe_gate",
    "describe_side",
    "detect",
    "explain",
    "is_weak",
    "judge",
    "known_from",
    "known_to",
    "origins",
    "side_of",
    "silence_about",
    "topic_of",
]
