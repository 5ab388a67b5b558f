"""Which city is the capital of which country.

Kazakhstan's capital, Astana; the nation's capital, Wellington; the Afghan capital Kabul; the capital in Kabul
"""

from collections.abc import Iterator

from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.name import POSSESSIVES
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

_NATION = frozenset({"nation", "country", "state", "republic", "kingdom"})
_CAPITAL_WEIGHT = 4.0  # of a capital's reading in the gazetteer, see `gazetteer._atlas`


def capitals(reading: Reading) -> Iterator[Fact]:
    """Find capitals by the noun beside the name of a city."""
    doc = reading.doc
    for token in doc:
        if token.lower_ != "capital":
            continue
        city = _city(reading, token.i + 1) or _city_before(reading, token.i)
        country = _country(reading, token.i, city) if city else None
        if city and country and city.group != country.group:
            trigger = (token.i, token.i + 1)
            rule = "capitals.noun@1"
            yield Fact(subject=city, predicate="capital_of", object=country, trigger=trigger, rule=rule, score=0.85)


def _city(reading: Reading, at: int) -> Referent | None:
    """Return the city after the noun: ", Astana", "of Astana", "in Astana", "Astana"."""
    doc = reading.doc
    if at < len(doc) and (doc[at].text == "," or doc[at].lower_ in {"of", "in"}):
        at += 1
    found = reading.at(at) if at < len(doc) else None
    return found if found and reading.kind(found) is Kind.PLACE and not reading.is_country(found) else None


def _city_before(reading: Reading, noun: int) -> Referent | None:
    """Return the city in "Apia, Samoa's capital"."""
    doc = reading.doc
    owner = reading.at(noun - 2) if noun > 2 and doc[noun - 1].text in POSSESSIVES else None
    if owner is None or owner.start < 2 or doc[owner.start - 1].text != ",":
        return None
    found = reading.at(owner.start - 2)
    return found if found and reading.kind(found) is Kind.PLACE and not reading.is_country(found) else None


def _country(reading: Reading, noun: int, city: Referent) -> Referent | None:
    """Return the country that the words before the noun name, or the city's own after "the" and "the nation's"."""
    doc = reading.doc
    before = noun - 1 - (noun > 0 and doc[noun - 1].text in POSSESSIVES)
    if before < 0:
        return None
    owner = reading.body(reading.at(before))
    if owner and reading.kind(owner) is Kind.PLACE:
        return owner
    if doc[before].lower_ in _NATION or doc[before].lower_ in {"the", "its"}:
        code = _is_capital_of(reading, city)
        country = reading.country(code, city.start, city.end) if code else None
        return country if country and reading.named(country) else None
    return None


def _is_capital_of(reading: Reading, city: Referent) -> str | None:
    name = reading.words(city.start, city.end)
    found = (known for known in gazetteer().readings(name) if known.sort == "city" and known.weight >= _CAPITAL_WEIGHT)
    return next((known.country for known in found), None)
