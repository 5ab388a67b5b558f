"""The rules that find facts, in order."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from newsweave.ingest.facts.affiliations import OF, affiliations
from newsweave.ingest.facts.awards import awards
from newsweave.ingest.facts.capitals import capitals
from newsweave.ingest.facts.careers import careers
from newsweave.ingest.facts.degrees import degrees
from newsweave.ingest.facts.derived import derived
from newsweave.ingest.facts.fact import Fact, normal
from newsweave.ingest.facts.makers import makers
from newsweave.ingest.facts.nationality import births, nationalities
from newsweave.ingest.facts.posts import lone_titles, owned_posts
from newsweave.ingest.facts.relations import relations
from newsweave.ingest.facts.seats import seats
from newsweave.ingest.facts.spells import spelled
from newsweave.ingest.facts.sport import contests
from newsweave.ingest.facts.wholes import wholes
from newsweave.ingest.reading import Reading
from newsweave.ingest.values.found import Found

_RULES: tuple[Callable[[Reading], Iterator[Fact]], ...] = (
    careers,
    relations,
    wholes,
    affiliations,
    seats,
    nationalities,
    births,
    makers,
    capitals,
    contests,
    degrees,
    awards,
)


def facts(
    reading: Reading, titles: Iterable[Fact], dated: tuple[Found, ...], published: date | None, *, derive: bool
) -> list[Fact]:
    """Find the facts of a document.

    Args:
        reading: The document, its references resolved.
        titles: What titles and appositions tell, which had to be known first.
        dated: Its times.
        published: Its day.
        derive: Whether to add what follows from others.
    """
    found = [*titles, *owned_posts(reading), *(fact for rule in _RULES for fact in rule(reading))]
    held = {(fact.subject.group, fact.object.group) for fact in found if fact.predicate == "position_in"}
    found = [fact for fact in found if fact.rule != OF or (fact.subject.group, fact.object.group) not in held]
    found += list(lone_titles(reading, found))
    found = [normal(fact, reading.name) for fact in spelled(reading, found, dated, published)]
    return [*found, *derived(reading, found)] if derive else found
