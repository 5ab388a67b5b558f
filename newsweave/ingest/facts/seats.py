"""Where bodies have their seat, and which body is part of which by its name.

Google headquarters in California      seats.headquarters
the Max Planck Institute in Jena       seats.in
the Belgian broadcaster RTBF           seats.adjective
Berlin-based Zalando                   seats.based
Irving Police Department               seats.name
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.kinds import is_about_sport
from newsweave.ingest.names.legal import TRADES
from newsweave.ingest.names.name import POSSESSIVES
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

_SEAT = frozenset({"headquarters", "headquarter", "hq", "seat"})
_BEFORE_IN = frozenset({"located", "based", "situated"})
_BETWEEN = frozenset({"JJ", "NN", "NNS", "NNP", "VBG", "HYPH", "JJS"})
_REACH = 5
# Bodies that are in many places at once, or move: "the army in Mali".
_ANYWHERE = frozenset(
    "army forces police party government navy team union group troops mission news press agency network".split()
)
_NO_TOWNS = frozenset("street road avenue square river lake sea ocean coast bay gulf mount mountain bridge".split())


def seats(reading: Reading) -> Iterator[Fact]:
    """Find where bodies have their seats, and parts by their names."""
    yield from _headquarters(reading)
    yield from _based(reading)
    for body in reading.names(Kind.ORG):
        yield from _in(reading, body)
        yield from _adjective(reading, body)
    yield from _names(reading)


def _headquarters(reading: Reading) -> Iterator[Fact]:
    doc = reading.doc
    for token in doc:
        if token.lower_ not in _SEAT or token.i == 0:
            continue
        body = reading.refers(token.i - 1 - (doc[token.i - 1].text in POSSESSIVES))
        at = token.i + 1
        if body is None and at + 1 < len(doc) and doc[at].lower_ == "of":
            body = reading.at(at + 1 + (doc[at + 1].lower_ == "the"))
            at = body.end if body else at
        at += at < len(doc) and doc[at].lower_ in _BEFORE_IN
        place = reading.at(at + 1) if at + 1 < len(doc) and doc[at].lower_ == "in" else None
        if body and place and reading.kind(body) is Kind.ORG and reading.kind(place) is Kind.PLACE:
            yield _seat(body, place, (token.i, token.i + 1), "seats.headquarters@1", 0.9)


def _based(reading: Reading) -> Iterator[Fact]:
    """Read "Berlin-based Zalando", "the London-based group Amnesty International", "Zalando, a Berlin-based shop"."""
    doc = reading.doc
    for token in doc:
        if token.lower_ != "based" or token.i < 2 or doc[token.i - 1].text not in {"-", "–"}:
            continue
        place = reading.at(token.i - 2)
        body = _following(reading, token.i + 1) or _apposed(reading, token)
        if place is None or body is None or reading.kind(place) is not Kind.PLACE:
            continue
        if reading.kind(body) is Kind.ORG:
            yield _seat(body, place, (token.i, token.i + 1), "seats.based@1", 0.9)
        elif reading.kind(body) is Kind.PERSON:
            lives = _seat(body, place, (token.i, token.i + 1), "seats.based@1", 0.8)
            yield replace(lives, predicate="resident_of")


def _apposed(reading: Reading, based: Token) -> Referent | None:
    """Return the name before "a Berlin-based shop"."""
    noun = based.head
    return reading.at(noun.head.i) if noun.dep_ == "appos" and noun.i > based.i else None


def _following(reading: Reading, at: int) -> Referent | None:
    for i in range(at, min(at + _REACH, len(reading.doc))):
        found = reading.at(i)
        if found:
            return found
        if reading.doc[i].tag_ not in _BETWEEN:
            return None
    return None


def _in(reading: Reading, body: Referent) -> Iterator[Fact]:
    """Read "the Max Planck Institute (MPI) in Jena"."""
    doc = reading.doc
    at = body.end
    if at + 1 < len(doc) and doc[at].lower_ == "of" and is_about_sport(doc):  # "Rivers United of Nigeria"
        country = reading.at(at + 1)
        if country and reading.kind(country) is Kind.PLACE and reading.is_country(country):
            yield _seat(body, country, (at, at + 1), "seats.in@1", 0.75)
        return
    if not _is_institution(reading.words(body.start, body.end)):
        return
    if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")":
        at += 3
    if at + 1 >= len(doc) or doc[at].lower_ != "in" or (at == body.end and doc[at].head.i not in range(body.start, at)):
        return
    place = reading.at(at + 1)
    if place and reading.kind(place) is Kind.PLACE:
        yield _seat(body, place, (at, at + 1), "seats.in@1", 0.75)


def _is_institution(name: str) -> bool:
    words = name.lower().split()
    nouns = (cues().heads[Kind.ORG] | cues().heads[Kind.PLACE]) - _ANYWHERE
    known = gazetteer().readings(name)
    return not known and len(words) > 1 and (bool({words[0], words[-1]} & nouns) or "university" in words)


def _adjective(reading: Reading, body: Referent) -> Iterator[Fact]:
    """Read "the Belgian public broadcaster RTBF": the noun before the name has a nationality."""
    doc = reading.doc
    at = body.start - 1
    if at < 1 or doc[at].lower_ not in cues().before or cues().before[doc[at].lower_] is not Kind.ORG:
        return
    for i in range(at - 1, max(at - _REACH, -1), -1):
        found = reading.at(i)
        if found:
            country = reading.body(found)
            if country and reading.kind(country) is Kind.PLACE and not _is_wide(reading, country):
                yield _seat(body, country, (at, at + 1), "seats.adjective@1", 0.8)
            return
        if doc[i].tag_ not in _BETWEEN:
            return


def _is_wide(reading: Reading, place: Referent) -> bool:
    """Tell parts of the world, which no body has its seat in: "the Gulf investment firm"."""
    return place.group is not None and (reading.groups[place.group].key or "").startswith("world:")


def _names(reading: Reading) -> Iterator[Fact]:
    """Read names in names: the "Irving Police Department" is in Irving, the "CNN Money" team part of CNN."""
    whole = {form: index for index, group in enumerate(reading.groups) for form in group.forms if len(form) > 2}
    for index, group in enumerate(reading.groups):
        if group.kind is not Kind.ORG:
            continue
        for form in group.forms:
            found = _lead(reading, whole, form)
            if found is not None and found != index:
                yield from _named_after(reading, index, found, form)
                break


def _lead(reading: Reading, whole: dict[str, int], form: str) -> int | None:
    words = form.split()
    for size in range(len(words) - 1, 0, -1):
        found = whole.get(" ".join(words[:size]))
        if found is not None:
            kind = reading.groups[found].kind
            rest = words[size].lower() not in {"of", "and", "for", "&", "'s", "in"} | _NO_TOWNS
            rest = rest and not all(word.lower() in TRADES for word in words[size:])  # "Nordvik Group" is Nordvik
            return (
                found
                if rest and (kind is Kind.PLACE or (kind is Kind.ORG and (size > 1 or words[0].isupper())))
                else None
            )
    return None


def _named_after(reading: Reading, index: int, found: int, form: str) -> Iterator[Fact]:
    names = (name for name in reading.groups[index].names if reading.words(name.start, name.end) == form)
    name = next(names, None)
    if name is None or (reading.groups[found].key or "").startswith(("country:", "world:")):
        return
    if reading.groups[found].forms[0].split()[-1].lower() in _NO_TOWNS:
        return
    other = reading.groups[found].names[0]
    words = form.lower().split()
    nouns = {words[-1], " ".join(words[-2:])} - {"initiative", "campaign", "programme", "inquiry"}
    if not nouns & cues().heads[Kind.ORG]:
        return
    yield Fact(
        subject=Referent(index, None, name.start, name.end),
        predicate="based_in" if reading.groups[found].kind is Kind.PLACE else "part_of",
        object=Referent(found, None, other.start, other.end),
        trigger=(name.start, name.end),
        rule="seats.name@1",
        score=0.8,
    )


def _seat(body: Referent, place: Referent, trigger: tuple[int, int], rule: str, score: float) -> Fact:
    return Fact(subject=body, predicate="based_in", object=place, trigger=trigger, rule=rule, score=score)
