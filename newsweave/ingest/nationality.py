"""Whose citizen a person is said to be, where no calling says so.

Valeska Paris, an Australian woman    nationality.people
Turkish national Mehmet Kaya          nationality.people
Spaniard Rafael Nadal                nationality.before
Maria Lopez is Spanish                nationality.is
"""

from collections.abc import Iterator

from newsweave.ingest.facts import Fact
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

PEOPLE = frozenset(
    "boy girl man woman teenager student resident native national citizen pensioner couple farmer mother father".split()
)
_BE = frozenset({"is", "was", "'s", "’s"})
_ADJECTIVES = frozenset({"JJ", "NN", "HYPH", "CD", "VBN"})
_REACH = 4


def nationalities(reading: Reading) -> Iterator[Fact]:
    """Find the nationalities that adjectives and names of peoples beside a person tell."""
    doc = reading.doc
    for people in reading.names(Kind.NORP):
        country = reading.body(people)
        if country is None or country == people or not reading.is_country(country):
            continue
        at = people.end
        while (
            at < len(doc) and at - people.end < _REACH and doc[at].tag_ in _ADJECTIVES and doc[at].lower_ not in PEOPLE
        ):
            if reading.at(at):
                break
            at += 1
        if at < len(doc) and doc[at].lower_ in PEOPLE:
            person, rule = _described(reading, at), "nationality.people@1"
        elif at == people.end:
            person, rule = _beside(reading, people), "nationality.before@1"
        else:
            continue
        if person:
            trigger = (people.start, people.end)
            yield Fact(subject=person, predicate="citizen_of", object=country, trigger=trigger, rule=rule, score=0.8)


def _described(reading: Reading, noun: int) -> Referent | None:
    """Return whom "an Australian woman" or "Turkish national" is said of."""
    doc = reading.doc
    following = reading.at(noun + 1) if noun + 1 < len(doc) else None
    if following and reading.kind(following) is Kind.PERSON:
        return following
    token = doc[noun]
    if token.dep_ == "appos":
        found = reading.at(token.head.i)
    elif token.dep_ == "attr" and token.head.lower_ in _BE:
        found = next((reading.refers(child.i) for child in token.head.children if child.dep_ == "nsubj"), None)
    else:
        return None
    return found if found and reading.kind(found) is Kind.PERSON else None


def _beside(reading: Reading, people: Referent) -> Referent | None:
    """Return the person right after the name of a people, or of whom it is said to be one."""
    doc = reading.doc
    following = reading.at(people.end) if people.end < len(doc) else None
    if following and reading.kind(following) is Kind.PERSON:
        whole = following.end >= len(doc) or doc[following.end].tag_ not in {"NN", "NNS", "NNP", "NNPS", "POS"}
        return following if whole else None
    token = doc[people.end - 1]
    if token.dep_ in {"acomp", "attr"} and token.head.lower_ in _BE:
        found = next((reading.refers(child.i) for child in token.head.children if child.dep_ == "nsubj"), None)
        return found if found and reading.kind(found) is Kind.PERSON else None
    return None
