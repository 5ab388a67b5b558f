"""The ontology: the words that statements and events are made of, each with its meaning and its mapping.

The table is `ontology.toml`; see `newsweave.graph.ontology.turtle` for the same as RDF.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from newsweave.errors import UnknownNameError
from newsweave.types import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A state that can hold between two entities.

    Attributes:
        name: As in `Statement.predicate`.
        label: For people to read.
        definition: What a statement with it says, in a sentence.
        domain: Kinds that the subject can have.
        range: Kinds that the object can have.
        symmetric: Whether it holds in both directions.
        inverse: The predicate that says the same with the ends changed over.
        broader: The predicate that says the same less exactly: what holds of this one holds of that.
        wikidata: Properties of Wikidata that say the same, subject to object.
        exact: Whether they mean just the same, and not only something near.
        schema: The property of schema.org that comes near.
        example: Words that say so.
        gives: What they give, in words.
        source: The article that they are from, a name of `articles`; None if they are made up.
    """

    name: str
    label: str
    definition: str
    domain: tuple[Kind, ...]
    range: tuple[Kind, ...]
    symmetric: bool = False
    inverse: str | None = None
    broader: str | None = None
    wikidata: tuple[str, ...] = ()
    exact: bool = False
    schema: str | None = None
    example: str
    gives: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A sort of happening.

    Attributes:
        name: As in `Event.type`.
        label: For people to read.
        definition: What happens, in a sentence.
        cameo: CAMEO root code, two digits, where one fits.
        plover: Whether it is one of the 16 types of PLOVER.
        example: Words that tell of one.
        gives: What they give, in words.
        source: The article that they are from, a name of `articles`; None if they are made up.
    """

    name: str
    label: str
    definition: str
    cameo: str | None = None
    plover: bool = False
    example: str
    gives: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Where an example is from."""

    title: str
    publisher: str
    published: date
    url: str | None = None


@cache
def table() -> dict[str, Any]:
    """Read `ontology.toml`; nobody may change what is returned."""
    path = resources.files(__package__).joinpath("ontology.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def predicates() -> tuple[Predicate, ...]:
    """List the predicates, by name."""
    return tuple(_predicate(name, row) for name, row in sorted(table()["predicates"].items()))


def _predicate(name: str, row: dict[str, Any]) -> Predicate:
    kinds = {end: tuple(Kind(kind) for kind in row[end]) for end in ("domain", "range")}
    return Predicate(name=name, **_fields(row) | kinds | {"wikidata": tuple(row.get("wikidata", ()))})


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    return {"source" if key == "from" else key: value for key, value in row.items()}


@cache
def event_types() -> tuple[EventType, ...]:
    """List the event types, by name."""
    return tuple(EventType(name=name, **_fields(row)) for name, row in sorted(table()["events"].items()))


@cache
def articles() -> dict[str, Article]:
    """Map the names that `source` gives to the articles."""
    return {name: Article(**row) for name, row in table()["articles"].items()}


@cache
def predicate(name: str) -> Predicate:
    """Return a predicate by its name.

    >>> predicate("spouse_of").wikidata
    ('P26',)

    Raises:
        UnknownNameError: There is no such predicate; lists those there are.
    """
    found = {item.name: item for item in predicates()}
    if name not in found:
        raise UnknownNameError("predicate", name, found)
    return found[name]


@cache
def event_type(name: str) -> EventType:
    """Return an event type by its name.

    >>> event_type("PROTEST").cameo
    '14'

    Raises:
        UnknownNameError: There is no such event type; lists those there are.
    """
    found = {item.name: item for item in event_types()}
    if name not in found:
        raise UnknownNameError("event type", name, found)
    return found[name]
