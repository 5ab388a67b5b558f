"""Awards that a noun beside a person tells.

the Nobel laureate Muhammad Yunus              awards.noun
Anna Berg, an Oscar winner, agreed             awards.noun
the Oscar-winning actress Anna Berg            awards.noun
"""

from collections.abc import Iterator

from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.names.cues import cues
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

_HOLDERS = frozenset({"laureate", "winner", "recipient", "medallist", "medalist"})
_WON = frozenset({"winning", "winner"})
_REACH = 4  # tokens from the noun to the name
_BETWEEN = frozenset({"JJ", "NN", "VBG"})


def awards(reading: Reading) -> Iterator[Fact]:
    """Find the awards that persons are said to hold by a noun or adjective: "Nobel laureate", "Oscar-winning"."""
    doc = reading.doc
    for award in reading.names(Kind.WORK):
        at = award.end
        won = at + 1 < len(doc) and doc[at].text in {"-", "–"} and doc[at + 1].lower_ in _WON
        at += won
        if at >= len(doc) or not (won or doc[at].lower_ in _HOLDERS):
            continue
        person = _after(reading, at + 1) or _before(reading, at)
        if person:
            trigger = (at, at + 1)
            rule = "awards.noun@1"
            yield Fact(subject=person, predicate="award_received", object=award, trigger=trigger, rule=rule, score=0.85)


def _after(reading: Reading, at: int) -> Referent | None:
    """Return the person named behind the noun: "laureate Muhammad Yunus", "-winning British actress Anna Berg"."""
    for i in range(at, min(at + _REACH, len(reading.doc))):
        found = reading.at(i)
        kind = reading.kind(found)
        if kind is Kind.PERSON:
            return found
        if kind is not Kind.NORP and (found or reading.doc[i].tag_ not in _BETWEEN):
            return None
    return None


def _before(reading: Reading, at: int) -> Referent | None:
    """Return the person whom the noun describes: "Anna Berg, an Oscar winner", "Anna Berg is a Nobel laureate"."""
    noun = reading.doc[at]
    while noun.dep_ in {"amod", "compound"} and noun.lower_ not in cues().roles | _HOLDERS:
        noun = noun.head
    if noun.dep_ == "appos":
        found = reading.refers(noun.head.i)
    elif noun.dep_ == "attr":
        subjects = (reading.refers(child.i) for child in noun.head.lefts if child.dep_ == "nsubj")
        found = next(subjects, None)
    else:
        return None
    return found if found and reading.kind(found) is Kind.PERSON else None
