"""Who plays against whom, in a report on sport.

Bayern beat Dortmund 2-1                  sport.verb
Hertha's draw against Schalke             sport.against
Hamburg's 2-1 loss to Hanover             sport.against
Bayern Munich 3-0 Schalke                 sport.score
"""

import re
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.names.kinds import is_about_teams
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

_BEAT = frozenset(
    "beat beats beaten defeated defeat thrashed thrash stunned hosted hosts host faced face faces drew visited visit "
    "edged outplayed trounced routed overcame eliminated meet met play played plays crushed hammered".split()
)
_AGAINST = frozenset({"against", "over", "versus", "vs", "vs.", "past"})
# "lost to Peru", "a 2-1 loss to Peru", "a draw with Peru", "were beaten by Peru".
_PAIRED = frozenset(
    "lost lose loses losing loss losses fell defeat defeats draw draws drew drawn tie tied beaten defeated held "
    "stunned thrashed clash match game meeting semifinal semi-final final quarterfinal quarter-final "
    "derby fixture".split()
)
_PAIRING = frozenset({"to", "with", "by"})
_SIDES = (Kind.ORG, Kind.PLACE)
_BETWEEN_GOALS = frozenset({"-", "–", ":"})
_GOALS = re.compile(r"\d{1,2} ?[-–:] ?\d{1,2}")
_SCORE = 3  # tokens of "3-0"
_WIDE = 30  # children of a word; more there are only in lists without end
_UP = 6  # steps from "against" up to the clause whose subject is the other side


def contests(reading: Reading) -> Iterator[Fact]:
    """Find the sides of contests."""
    if not is_about_teams(reading.doc):
        return
    yield from _scores(reading)
    for token in reading.doc:
        if token.lower_ in _BEAT and token.tag_.startswith("VB"):
            yield from _pair(reading, token, _child(token, "nsubj"), _child(token, "dobj"), "sport.verb@1")
        elif token.lower_ in _AGAINST or (token.lower_ in _PAIRING and token.head.lower_ in _PAIRED):
            yield from _pair(reading, token, _side(reading, token), _child(token, "pobj"), "sport.against@1")


def _scores(reading: Reading) -> Iterator[Fact]:
    doc = reading.doc
    for home in reading.names(*_SIDES):
        at = home.end
        while at < len(doc) and at - home.end < _SCORE and (doc[at].tag_ == "CD" or doc[at].text in _BETWEEN_GOALS):
            at += 1
        away = reading.at(at) if home.end < at < len(doc) and _GOALS.fullmatch(doc[home.end : at].text) else None
        if away and reading.kind(away) in _SIDES and away.group != home.group:
            trigger = (home.end, at)
            rule = "sport.score@1"
            yield Fact(subject=home, predicate="opponent_of", object=away, trigger=trigger, rule=rule, score=0.9)


def _child(token: Token, dep: str) -> Token | None:
    return next((child for child in token.children if child.dep_ == dep), None)


def _side(reading: Reading, against: Token) -> Token | None:
    """Return the subject or owner of what is played against somebody."""
    token = against
    for _ in range(_UP):
        if token.head.i == token.i:
            return None
        token = token.head
        for child in islice(token.children, _WIDE):
            if (
                child.dep_ in {"nsubj", "nsubjpass", "poss"}
                and child.i < against.i
                and reading.kind(reading.refers(child.i)) in _SIDES
            ):
                return child
    return None


def _pair(reading: Reading, trigger: Token, left: Token | None, right: Token | None, rule: str) -> Iterator[Fact]:
    sides = _team(reading, left), _team(reading, right)
    if sides[0] and sides[1] and sides[0].group != sides[1].group:
        yield Fact(
            subject=sides[0],
            predicate="opponent_of",
            object=sides[1],
            trigger=(trigger.i, trigger.i + 1),
            rule=rule,
            score=0.8,
        )


def _team(reading: Reading, token: Token | None) -> Referent | None:
    found = reading.refers(token.i) if token is not None else None
    return found if found and reading.kind(found) in _SIDES else None
