"""Who belongs to which body or country where no post is told: the body stands right beside the name.

Maria Lopez of the Chalmers University     affiliations.of
Karl Weber, from the Tolstoy Museum        affiliations.of
Franz Meier (SPD)                          affiliations.bracket
Human Rights Watch's Kenneth Roth          affiliations.owner
Angela Merkel's Christian Democratic Union affiliations.party
a boy from Irving                          affiliations.from
"""

from collections.abc import Iterator
from dataclasses import replace

from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.facts.homes import is_party
from newsweave.ingest.facts.nationality import PEOPLE
from newsweave.ingest.facts.titles import BUILDINGS
from newsweave.ingest.names.name import POSSESSIVES
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

OF = "affiliations.of@1"  # the rule that a post of the same person says more than
_OF = frozenset({"of", "from", "at"})
_AFTER_BRACKET = frozenset({")", ",", "/", ";"})
_BETWEEN = frozenset({"JJ", "NN", "VBG", "HYPH", "JJR"})  # "Angela Merkel's ruling conservative CDU"
_REACH = 5
_TABLED = frozenset({"native", "citizen", "national", "resident"})  # rows of `data/relations.toml`


def affiliations(reading: Reading) -> Iterator[Fact]:
    """Find who belongs where by the body or place beside a name."""
    for person in reading.names(Kind.PERSON):
        yield from _of(reading, person)
        yield from _bracket(reading, person)
        yield from _owner(reading, person)
        yield from _party(reading, person)
    yield from _people(reading)


def _of(reading: Reading, person: Referent) -> Iterator[Fact]:
    doc = reading.doc
    at = _preposition(reading, person)
    place = _named_after(reading, at + 1) if at is not None else None
    if at is None or place is None or place.group == person.group:
        return
    if reading.kind(place) is Kind.ORG and not (doc[at].lower_ == "at" and doc[place.end - 1].lower_ in BUILDINGS):
        yield _fact(person, "member_of", place, (at, at + 1), OF, 0.8)
    elif doc[at].lower_ == "from" or (doc[at].lower_ == "of" and reading.is_country(place)):
        for fact in _from(reading, person, place, at):
            yield replace(fact, rule=OF) if doc[at].lower_ == "of" else fact


def _preposition(reading: Reading, person: Referent) -> int | None:
    """Return "of", "from" or "at" after a name: at once, after "(photo)", or in ", of" and "(of"."""
    doc = reading.doc
    at = person.end
    if at + 3 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")" and not reading.at(at + 1):
        at += 3
    if at + 1 < len(doc) and doc[at].text in {",", "("} and doc[at + 1].lower_ in {"of", "from"}:
        return at + 1
    if at + 1 >= len(doc) or doc[at].lower_ not in _OF:
        return None
    return at if at > person.end or doc[at].head.i in range(person.start, person.end) else None


def _named_after(reading: Reading, at: int) -> Referent | None:
    """Return the body or place after a preposition: "the rightist Austrian People's Party", "the Oslo-based NUPI"."""
    doc = reading.doc
    at += at < len(doc) and doc[at].lower_ == "the"
    for i in range(at, min(at + _REACH, len(doc))):
        found = reading.at(i)
        before_based = found and found.end + 1 < len(doc) and doc[found.end + 1].lower_ == "based"
        if found and not before_based:
            return reading.innermost(found)
        if not found and doc[i].tag_ not in _BETWEEN and doc[i].lower_ != "based":
            return None
    return None


def _from(reading: Reading, person: Referent, place: Referent, at: int) -> Iterator[Fact]:
    doc = reading.doc
    goes_on = place.end < len(doc) and doc[place.end].lower_ in {"to", "until", "into"}
    if reading.kind(place) is Kind.PLACE and not goes_on:
        predicate = "citizen_of" if reading.is_country(place) else "resident_of"
        yield _fact(person, predicate, place, (at, at + 1), "affiliations.from@1", 0.75)


def _bracket(reading: Reading, person: Referent) -> Iterator[Fact]:
    doc = reading.doc
    at = person.end + 1
    if at + 1 >= len(doc) or doc[person.end].text != "(":
        return
    body = reading.at(at)
    if body and reading.kind(body) is Kind.ORG and body.end < len(doc) and doc[body.end].text in _AFTER_BRACKET:
        yield _fact(person, "member_of", body, (person.end, at), "affiliations.bracket@1", 0.85)


def _owner(reading: Reading, person: Referent) -> Iterator[Fact]:
    """Read "Google's Eric Schmidt", "Turkey's Erdogan"."""
    doc = reading.doc
    at = person.start - 1
    while at > 0 and doc[at].tag_ in {"JJ", "VBN"} and person.start - at < _REACH and not reading.at(at):
        at -= 1  # "Dortmund's homegrown Lars Ricken"
    owner = reading.at(at - 1) if at > 0 and reading.doc[at].text in POSSESSIVES else None
    if owner is None:
        return
    if reading.kind(owner) is Kind.ORG:
        yield _fact(person, "member_of", owner, (at, at + 1), "affiliations.owner@1", 0.75)
    elif reading.kind(owner) is Kind.PLACE and reading.is_country(owner):
        yield _fact(person, "citizen_of", owner, (at, at + 1), "affiliations.owner@1", 0.75)


def _party(reading: Reading, person: Referent) -> Iterator[Fact]:
    doc = reading.doc
    at = person.end
    if at + 1 >= len(doc) or doc[at].text not in POSSESSIVES:
        return
    for i in range(at + 1, min(at + 1 + _REACH, len(doc))):
        body = reading.at(i)
        if body:
            if body.group is not None and is_party(reading, body.group):
                yield _fact(person, "member_of", body, (at, at + 1), "affiliations.party@1", 0.8)
            return
        if doc[i].tag_ not in _BETWEEN:
            return


def _people(reading: Reading) -> Iterator[Fact]:
    """Read "Ahmed Mohamed, a 14-year-old boy from Irving, was arrested"."""
    doc = reading.doc
    for token in doc:
        if (
            token.lower_ not in {"from", "of"}
            or token.head.lower_ not in PEOPLE - _TABLED
            or token.head.dep_ not in {"appos", "attr"}
        ):
            continue
        noun = token.head
        if noun.i != token.i - 1:
            continue
        subjects = [noun.head] if noun.dep_ == "appos" else [c for c in noun.head.children if c.dep_ == "nsubj"]
        person = reading.refers(subjects[0].i) if subjects else None
        place = reading.at(token.i + 1) if token.i + 1 < len(doc) else None
        if person and place and reading.kind(person) is Kind.PERSON:
            yield from _from(reading, person, place, token.i)


def _fact(
    subject: Referent, predicate: str, other: Referent, trigger: tuple[int, int], rule: str, score: float
) -> Fact:
    return Fact(subject=subject, predicate=predicate, object=other, trigger=trigger, rule=rule, score=score)
