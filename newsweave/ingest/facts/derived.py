"""Facts that follow from others, or from what is known of a name; each is marked, and none is said by a sentence.

the president of France          is its head of state, acts for it and is its citizen
the leader of the Green Party    is its head and member
Almaty, in a paper on Kazakhstan lies in it
the Supreme Court                is an agency of the country and based there
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsweave.ingest.facts.fact import Fact, teller
from newsweave.ingest.facts.homes import Home, home
from newsweave.ingest.facts.ranks import derivations, ranks
from newsweave.ingest.grammar.stance import Stance, stance
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind, Modality, Polarity

_CITY = 0.85
_SURE = 0.95


def derived(reading: Reading, found: Iterable[Fact]) -> Iterator[Fact]:
    """Find what follows from the facts of a document and from the names in it."""
    said = [fact for fact in found if _holds(reading, fact)]
    homes = dict(_homes(reading))
    for fact in said:
        if fact.predicate == "position_in" and fact.role:
            yield from _of_post(reading, fact)
        if fact.predicate in {"position_in", "member_of"}:
            yield from _of_citizen(reading, fact, homes)
    yield from _of_places(reading, said)
    yield from _of_bodies(reading, homes)
    yield from _of_wholes(reading, said)
    yield from _of_unions(reading)


def _holds(reading: Reading, fact: Fact) -> bool:
    """Tell whether a fact is put forward as one; from what is denied or planned nothing follows."""
    verb = teller(reading.doc[fact.trigger[0] : fact.trigger[1]].root)
    held = stance(verb) if verb else Stance()
    return held.polarity is Polarity.POSITIVE and held.modality is Modality.ASSERTED


def _of_post(reading: Reading, fact: Fact) -> Iterator[Fact]:
    if reading.kind(fact.subject) is not Kind.PERSON:
        return
    kind = reading.kind(fact.object)
    of = "body" if kind is Kind.ORG else "country" if reading.is_country(fact.object) else "place"
    abroad = of == "country" and _abroad(reading, fact)
    for predicate, lasting, score in ranks(fact.role or "", of):
        if not abroad and reading.named(fact.object):
            yield _derived(fact, predicate, fact.object, score, lasting=lasting)


def _abroad(reading: Reading, fact: Fact) -> bool:
    """Tell "ambassador to France" and "envoy for Syria" from "ambassador of France" and "the French ambassador"."""
    after = fact.object.start > fact.trigger[0]
    return after and not any(token.lower_ == "of" for token in reading.doc[fact.trigger[1] : fact.object.start])


def _derived(fact: Fact, predicate: str, other: Referent, score: float, *, lasting: bool = False) -> Fact:
    """Make a fact that follows from another; one that lasts is true when that is over."""
    return replace(
        fact,
        predicate=predicate,
        object=other,
        role=None,
        since=None if lasting else fact.since,
        until=None if lasting else fact.until,
        former=fact.former and not lasting,
        rule=f"derived.{predicate}@1",
        score=round(fact.score * score, 2),
        derived=True,
    )


def _of_citizen(reading: Reading, fact: Fact, homes: dict[int, Home]) -> Iterator[Fact]:
    """Take the members of a country's parliament, offices and parties for its citizens."""
    found = homes.get(fact.object.group) if fact.object.group is not None else None
    if found is None or not found.political or reading.kind(fact.subject) is not Kind.PERSON:
        return
    country = reading.country(found.country, fact.object.start, fact.object.end)
    if country.group is None:
        return
    yield _derived(fact, "citizen_of", country, found.score, lasting=True)
    if found.state:
        yield _derived(fact, "agent_of", country, found.score)


def _homes(reading: Reading) -> Iterator[tuple[int, Home]]:
    focus = reading.focus()
    code = reading.groups[focus.group].country if focus and focus.group is not None else None
    for index, group in enumerate(reading.groups):
        found = home(reading, index, code) if group.kind is Kind.ORG else None
        if found:
            yield index, found


def _of_places(reading: Reading, said: Iterable[Fact]) -> Iterator[Fact]:
    """Put a place into its country, where the text names both and puts the place into no other."""
    placed = {
        fact.subject.group
        for fact in said
        if fact.predicate in {"located_in", "capital_of"} and reading.is_country(fact.object)
    }
    for index, group in enumerate(reading.groups):
        country = group.country if group.kind is Kind.PLACE and index not in placed else None
        if country is None or (group.key or "").startswith("country:"):
            continue
        yield from _of_name(reading, index, country, ("located_in",), _CITY)


def _of_bodies(reading: Reading, homes: dict[int, Home]) -> Iterator[Fact]:
    """Put a body into its country, where the text names both; a state's own body is its agency."""
    nouns = derivations()["bodies"]["ministry_of"]
    for index, found in homes.items():
        gives = ["based_in"]
        if found.state:
            gives.append("agency_of")
            forms = [form.lower() for form in reading.groups[index].forms]
            if any(form.endswith(noun) or form.startswith(f"{noun} of") for form in forms for noun in nouns):
                gives.append("ministry_of")
        yield from _of_name(reading, index, found.country, gives, found.score)


def _of_name(reading: Reading, index: int, code: str, gives: Iterable[str], score: float) -> Iterator[Fact]:
    name = reading.groups[index].names[0]
    country = reading.country(code, name.start, name.end)
    if country.group is None or country.group == index:
        return
    for predicate in gives:
        yield Fact(
            subject=Referent(index, None, name.start, name.end),
            predicate=predicate,
            object=country,
            trigger=(name.start, name.end),
            rule=f"derived.{predicate}@1",
            score=score,
            derived=True,
        )


def _of_wholes(reading: Reading, said: Iterable[Fact]) -> Iterator[Fact]:
    """Carry on from a city to its country: a body based in Kyiv is based in Ukraine."""
    for fact in said:
        if fact.predicate not in {"located_in", "based_in", "capital_of"} or fact.object.group is None:
            continue
        whole = reading.groups[fact.object.group]
        predicate = "based_in" if fact.predicate == "based_in" else "located_in"
        if fact.predicate == "capital_of":
            yield _derived(fact, predicate, fact.object, 1.0)
        elif whole.kind is Kind.PLACE and whole.country:
            country = reading.country(whole.country, fact.object.start, fact.object.end)
            if country.group not in (None, fact.object.group, fact.subject.group):
                yield _derived(fact, predicate, country, _CITY)


def _of_unions(reading: Reading) -> Iterator[Fact]:
    """Make the organs of a union parts and institutions of it: the European Commission, where the EU is named too."""
    by_key = {group.key: index for index, group in reversed(list(enumerate(reading.groups))) if group.key}
    for union, organs in derivations()["unions"].items():
        whole = by_key.get(f"organisation:{union}")
        parts = (by_key.get(f"organisation:{organ}") for organ in organs)
        for part in parts:
            if whole is not None and part is not None:
                at, of = reading.groups[part].names[0], reading.groups[whole].names[0]
                for predicate in ("part_of", "institution_of"):
                    yield Fact(
                        subject=Referent(part, None, at.start, at.end),
                        predicate=predicate,
                        object=Referent(whole, None, of.start, of.end),
                        trigger=(at.start, at.end),
                        rule=f"derived.{predicate}@1",
                        score=_SURE,
                        derived=True,
                    )
