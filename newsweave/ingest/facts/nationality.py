"""Whose citizen a person is said to be, where no calling says so.

Valeska Paris, an Australian woman    nationality.people
Turkish national Mehmet Kaya          nationality.people
Spaniard Rafael Nadal                nationality.before
Maria Lopez is Spanish                nationality.before
the Iran-born cleric Man Haron        nationality.born
"""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.facts.fact import Fact
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
        found = _subject(reading, token.head)
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
    if token.dep_ == "appos" and people.start and doc[people.start - 1].tag_ == "DT":  # "Soso, an Argentine, left"
        found = reading.at(token.head.i)
        return found if found and reading.kind(found) is Kind.PERSON else None
    if token.dep_ in {"acomp", "attr"} and token.head.lower_ in _BE:
        return _subject(reading, token.head)
    return None


def _subject(reading: Reading, verb: Token) -> Referent | None:
    """Return the person that a verb is said of: "Brom is", "Brom, who is"."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is not None and subject.tag_ == "WP" and verb.dep_ == "relcl":
        subject = verb.head
    found = reading.refers(subject.i) if subject is not None else None
    return found if found and reading.kind(found) is Kind.PERSON else None


def births(reading: Reading) -> Iterator[Fact]:
    """Read "the Iran-born cleric Man Monis", "Man Monis, an Iran-born cleric"."""
    doc = reading.doc
    for token in doc:
        if token.lower_ != "born" or token.i < 2 or doc[token.i - 1].text not in {"-", "–"}:
            continue
        found = reading.at(token.i - 2)
        place = reading.body(found) if found else None
        person = _born(reading, token)
        if person and place and reading.kind(place) is Kind.PLACE:
            trigger = (token.i, token.i + 1)
            rule = "nationality.born@1"
            yield Fact(subject=person, predicate="born_in", object=place, trigger=trigger, rule=rule, score=0.85)


def _born(reading: Reading, token: Token) -> Referent | None:
    """Return who is "Iran-born": the name after the noun, or what the noun stands beside."""
    doc = reading.doc
    for i in range(token.i + 1, min(token.i + _REACH, len(doc))):
        found = reading.at(i)
        if found and reading.kind(found) is not Kind.NORP:
            return found if reading.kind(found) is Kind.PERSON else None
        if not found and doc[i].tag_ not in _ADJECTIVES:
            break
    noun = token.head
    if noun.dep_ != "appos" and noun.head.dep_ == "appos":  # "the Algerian-born French novelist"
        noun = noun.head
    found = reading.at(noun.head.i) if noun.dep_ == "appos" else None
    return found if found and reading.kind(found) is Kind.PERSON else None
