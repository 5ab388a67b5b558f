"""What the ids, types and properties of reconciliation services mean, by the spaces that their manifests name.

Specification: Reconciliation Service API v0.2, "Identifier and Schema Spaces" and "Data Extension Responses".
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from newsweave.knowledge import wikidata_kinds
from newsweave.knowledge.answers import SPACE as OURS
from newsweave.knowledge.wikidata_entity import SPACE as WIKIDATA
from newsweave.types import Kind

# Where the ids of a link come from, by identifier space.
_SCHEMES = {
    WIKIDATA: ("wikidata", "wd:"),
    "http://sws.geonames.org/": ("geonames", "gn:"),
    "https://sws.geonames.org/": ("geonames", "gn:"),
    "http://viaf.org/viaf/": ("viaf", "viaf:"),
    "https://d-nb.info/gnd/": ("gnd", "gnd:"),
    "https://ror.org/": ("ror", "ror:"),
}
_WORDS = (
    (Kind.PERSON, ("person", "people", "human", "author", "personal")),
    (Kind.ORG, ("organi", "corporat", "company", "institution", "body", "party")),
    (Kind.PLACE, ("place", "geographic", "country", "city", "settlement", "location", "territor")),
    (Kind.EVENT, ("event", "conference")),
    (Kind.WORK, ("work", "book", "film")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """How a service names things.

    Attributes:
        scheme: Key of `Item.links`; empty for our own ids, which tell it themselves.
        prefix: What stands before an id of the service in `Item.id`.
        types: The types that a thing of a kind may have; empty if they are not known.
        properties: The service's property for a field of `Item`.
    """

    scheme: str
    prefix: str
    types: Callable[[Kind], tuple[str, ...]]
    properties: Mapping[str, str] = field(default_factory=dict)

    def bare(self, identifier: str) -> str:
        """Return an item's id as the service writes it."""
        return identifier.removeprefix(self.prefix)

    def links(self, identifier: str) -> dict[str, str]:
        """Return the link that an id of the service is."""
        return {self.scheme: identifier} if self.scheme else {}


_WORDED = ("sort", "parent", "acts_for", "start", "end")
_FIELDS = (*_WORDED, "country", "latitude", "longitude", "population", "popularity")
_OURS = Space(
    scheme="",
    prefix="",
    types=lambda kind: (kind.value,),
    properties={name: name for name in (*_FIELDS, "aliases", "weak", "people", "wikidata", "geonames")},
)
# Paths and "A" with a language for aliases: https://openrefine-wikibase.readthedocs.io/en/latest/
_WIKIDATA_PROPERTIES = {
    "aliases": "Aen",
    "country": "P17/P297",
    "place": "P625",
    "population": "P1082",
    "geonames": "P1566",
}


def space(identifiers: str, schema: str) -> Space:
    """Return how a service names things, by the spaces of its manifest."""
    if identifiers == OURS:
        return _OURS
    host = (urlsplit(identifiers).hostname or "service").removeprefix("www.")
    scheme, prefix = _SCHEMES.get(identifiers, (host, f"{host}:"))
    wikibase = schema.startswith("http://www.wikidata.org/")
    return Space(
        scheme=scheme,
        prefix=prefix,
        types=wikidata_kinds.types if wikibase else lambda _: (),
        properties=_WIKIDATA_PROPERTIES if wikibase else {},
    )


def kind_of(types: Iterable[Any]) -> tuple[Kind, str] | None:
    """Tell kind and sort by the types of a result: ours, Wikidata's, else by words in their names.

    >>> kind_of([{"id": "Q6256", "name": "country"}])
    (<Kind.PLACE: 'PLACE'>, 'country')
    >>> kind_of(["DifferentiatedPerson"])
    (<Kind.PERSON: 'PERSON'>, '')
    """
    pairs = [
        (str(one.get("id", "")), str(one.get("name", ""))) if isinstance(one, dict) else (str(one), "") for one in types
    ]
    for name, _ in pairs:
        if name in Kind.__members__:
            return Kind(name), ""
    root = wikidata_kinds.root(name for name, _ in pairs)
    if root:
        return root.kind, root.sort
    words = " ".join(f"{name} {label}" for name, label in pairs).casefold()
    return next(((kind, "") for kind, signs in _WORDS if any(sign in words for sign in signs)), None)


def details(row: Mapping[str, Any], properties: Mapping[str, str]) -> dict[str, Any]:
    """Read what a service told of one thing by data extension, as fields of `Item`; what is odd is left out."""
    told = {name: _values(row.get(pid)) for name, pid in properties.items()}
    first = {name: values[0] for name, values in told.items() if values}
    fields: dict[str, Any] = {name: str(first[name]) for name in _WORDED if name in first}
    fields |= {name: _texts(told[name]) for name in ("aliases", "weak", "people") if told.get(name)}
    fields |= {
        name: number
        for name in ("latitude", "longitude", "popularity")
        if (number := _number(first.get(name))) is not None
    }
    if (number := _number(first.get("population"))) is not None:
        fields["population"] = max(0, int(number))
    if "place" in first:
        fields |= _place(str(first["place"]))
    country = str(first.get("country", "")).upper()
    if len(country) == 2 and country.isascii() and country.isalpha():
        fields["country"] = country
    fields["links"] = {name: str(first[name]) for name in ("wikidata", "geonames") if name in first}
    return fields


def _values(cells: Any) -> list[Any]:
    """Return the values of cells: {"str": "x"}, {"int": 1}, {"float": 1.5}, {"date": ...}, {"id": ..., "name": ...}."""
    found = []
    for cell in cells if isinstance(cells, list) else []:
        if isinstance(cell, dict):
            found += [cell[name] for name in ("id", "str", "int", "float", "date") if name in cell][:1]
    return found


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted({text for value in values if (text := " ".join(str(value).split()))}))


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _place(text: str) -> dict[str, float]:
    numbers = [_number(part) for part in text.split(",")]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        return {}
    return {"latitude": numbers[0], "longitude": numbers[1]}
