"""Whose a thing is and who made it: the owner stands before the noun, and the name after it.

The church's cruise ship Freewinds                 makers.owner
Siemens' robot, named "Robbie"                     makers.owner
the bank-owned yacht, Aurora                       makers.owned
Maria Lopez's novel "The Sea"                      makers.work
"The Sea" by Maria Lopez                           makers.by
"""

from collections.abc import Iterator

from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.name import POSSESSIVES, QUOTES
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

_BETWEEN = frozenset({"JJ", "NN", "NNP", "VBN", "HYPH", "JJS", "CD"})
_NAMED = frozenset({"named", "called", "dubbed"})
_REACH = 7


def makers(reading: Reading) -> Iterator[Fact]:
    """Find owners of products and makers of works."""
    for thing in reading.names(Kind.PRODUCT, Kind.WORK):
        yield from _by(reading, thing)
        noun = _noun_before(reading, thing)
        if noun is None:
            continue
        kind = reading.kind(thing)
        if cues().before.get(reading.doc[noun].lower_) is not kind:
            continue
        owner, at = _owner(reading, noun)
        if owner is None or owner.group == thing.group:
            continue
        if reading.doc[at].lower_ == "owned" or kind is Kind.PRODUCT:
            rule = "makers.owned@1" if reading.doc[at].lower_ == "owned" else "makers.owner@1"
            yield _fact(thing, "owned_by", owner, at, rule)
        elif reading.kind(owner) is Kind.PERSON:
            yield _fact(thing, "created_by", owner, at, "makers.work@1")


def _by(reading: Reading, thing: Referent) -> Iterator[Fact]:
    """Read '"The Sea" by Maria Lopez', in quotation marks or without."""
    doc = reading.doc
    at = thing.end + (thing.end < len(doc) and doc[thing.end].text in QUOTES)
    maker = reading.at(at + 1) if at + 1 < len(doc) and doc[at].lower_ == "by" else None
    if maker and reading.kind(maker) is Kind.PERSON:
        yield _fact(thing, "created_by", maker, at, "makers.by@1")


def _fact(thing: Referent, predicate: str, owner: Referent, at: int, rule: str) -> Fact:
    return Fact(subject=thing, predicate=predicate, object=owner, trigger=(at, at + 1), rule=rule, score=0.8)


def _noun_before(reading: Reading, thing: Referent) -> int | None:
    """Return the noun that a name follows, over a comma, "named" and quotation marks."""
    doc = reading.doc
    at = thing.start - 1
    at -= at > 0 and doc[at].lower_ == "the"
    while at >= 0 and (doc[at].text in QUOTES or doc[at].text == "," or doc[at].lower_ in _NAMED):
        at -= 1
    return at if at >= 0 and not doc[at].is_sent_end else None


def _owner(reading: Reading, noun: int) -> tuple[Referent | None, int]:
    """Return the owner left of a noun and the token that makes it one."""
    doc = reading.doc
    for at in range(noun - 1, max(noun - _REACH, 0), -1):
        token = doc[at]
        if token.text in POSSESSIVES:
            owner = reading.refers(at - 1)
            return (owner if reading.kind(owner) in (Kind.PERSON, Kind.ORG) else None), at
        if token.tag_ == "PRP$":
            return reading.refers(at), at
        if token.lower_ == "owned" and at > 1:
            owner = reading.at(at - 1 - (doc[at - 1].text in {"-", "–"}))
            return (owner if reading.kind(owner) in (Kind.PERSON, Kind.ORG) else None), at
        if token.tag_ not in _BETWEEN:
            break
    return None, noun
