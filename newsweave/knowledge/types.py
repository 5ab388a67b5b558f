"""What a knowledge base holds and answers, whoever keeps it: a file, a stack of files, Wikidata, a service."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from newsweave.types import Kind

_NONE: Mapping[str, str] = MappingProxyType({})


class Fit(StrEnum):
    """How a looked-up name fits an item, best first."""

    NAME = "name"  # its own name, in any case
    ALIAS = "alias"  # another name that the base lists
    WEAK = "weak"  # a listed name that is seldom meant: a code, an exonym
    FOLDED = "folded"  # equal after folding spelling and transliteration


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a knowledge base knows.

    Attributes:
        id: Unique in its base: "wd:Q232", "gn:1526384", "acme:42".
        kind: What it is.
        sort: Finer: country, former, region, city, capital, organisation, person, office; empty if not told.
        name: Its usual English name.
        aliases: Other names, sorted.
        weak: Names that are seldom meant, sorted.
        people: Adjectives and names of its people ("Kazakh", "Kazakhs"), sorted: words for a relation, no names of it.
        description: A few words: "city in Kazakhstan".
        country: ISO 3166-1 alpha-2 code of the country that it is or is of.
        parent: Id of what it lies in or is part of.
        acts_for: Id of the body that its name stands for: the Kremlin acts for the government of Russia.
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        population: Inhabitants; 0 if not told.
        popularity: How often it is meant, for things without inhabitants: sitelinks of Wikidata, a user's own weight.
        start: When it began or was born, ISO 8601.
        end: When it ended or died, ISO 8601.
        links: Identifiers elsewhere, by scheme: {"wikidata": "Q232", "geonames": "1522867"}.
        source: The package or file that it comes from.
    """

    id: str
    kind: Kind
    sort: str = ""
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    description: str = ""
    country: str | None = None
    parent: str | None = None
    acts_for: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    popularity: float = 0.0
    start: str | None = None
    end: str | None = None
    links: Mapping[str, str] = field(default_factory=lambda: _NONE)
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An item that a name may mean.

    Attributes:
        item: The item.
        fit: How the name fits it.
        score: What the base itself says of the fit, 0 to 1; a service's own score, 1.0 for a file.
    """

    item: Item
    fit: Fit
    score: float = 1.0


class KnowledgeBase(Protocol):
    """Answers what a name may mean."""

    def candidates(self, name: str, kind: Kind | None = None, limit: int = 20) -> Sequence[Candidate]:
        """Return what a name may mean, in a total order.

        Names and aliases come before weak names, these before folded ones; among equals the most inhabitants
        or popularity, then the better fit, then the id.
        """
        ...

    def candidates_of(self, names: Iterable[tuple[str, Kind | None]]) -> Iterator[Sequence[Candidate]]:
        """Answer many names at once, in order; services batch them."""
        ...

    def item(self, identifier: str) -> Item | None:
        """Return an item by its id."""
        ...

    @property
    def fingerprint(self) -> str:
        """Name the base with version and content: the same fingerprint gives the same answers."""
        ...

    @property
    def attribution(self) -> tuple[str, ...]:
        """What a work that uses it has to say: "Contains data from GeoNames (geonames.org), CC BY 4.0"."""
        ...
