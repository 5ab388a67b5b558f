"""The names in a query: each looked up in the graph, and near ones told where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from rapidfuzz import fuzz, process

from newsweave.errors import NewsweaveError, UnknownNameError
from newsweave.graph.names.keys import plain
from newsweave.graph.ontology.terms import event_types, predicates
from newsweave.graph.view import EntityLike, Graph
from newsweave.types import (
    Document,
    Entity,
    Event,
    Kind,
    Modality,
    Participant,
    Polarity,
    Quote,
    QuoteKind,
    Role,
    Statement,
)

if TYPE_CHECKING:
    from enum import StrEnum

    from newsweave.graph.query.ask import Query

SORTS = ("statement", "event", "quote")
# what a party can be: an end of a statement, a role in an event, a part in a speech
PARTS = ("subject", "object", *(role.value for role in Role), "speaker", "addressee", "medium")

_E = TypeVar("_E", bound="StrEnum")
_NEAR = 70.0  # of 100, for names of publishers and claimants, which are short


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Who says so: an entity, a group so called, or either.

    Attributes:
        entity: Canonical id.
        text: The words, folded.
    """

    entity: str | None
    text: str | None

    def is_(self, who: Participant | None) -> bool:
        """Tell whether a participant is meant."""
        if who is None:
            return False
        return (who.entity is not None and who.entity == self.entity) or plain(who.text) == self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A query with its names looked up; None where nothing is asked.

    Attributes:
        statements: Whether a statement can fit.
        events: Whether an event can.
        quotes: Whether a quote can.
        entity: Canonical id.
        part: What the entity has to be.
        ids: Canonical ids of which one has to be a party.
        event_type: Of events.
        quote_kind: Of quotes.
        documents: Ids of those that have to say so.
        claimant: Who has to say so.
        minimum_score: Of the evidence.
        asserted: Whether a source has to assert it, or none.
        modality: Of the evidence.
        polarity: Of the evidence.
    """

    statements: bool
    events: bool
    quotes: bool
    entity: str | None
    part: str | None
    ids: frozenset[str] | None
    event_type: str | None
    quote_kind: QuoteKind | None
    documents: frozenset[str] | None
    claimant: Claimant | None
    minimum_score: float
    asserted: bool | None
    modality: Modality | None
    polarity: Polarity | None


def wanted(graph: Graph, asked: Query) -> Wanted:
    """Look the names of a query up.

    Raises:
        UnknownNameError: One does not exist; lists those that do, or near ones.
        NewsweaveError: One fits several entities.
    """
    event_type, quote_kind = _type(graph, asked.type)
    if asked.predicate is not None:
        known = {each.name for each in predicates()} | {each.predicate for each in graph.statements()}
        _one_of("predicate", asked.predicate, known)
    sort = None if asked.sort is None else _one_of("sort", asked.sort, SORTS)
    kind = None if asked.kind is None else _member(Kind, "kind", asked.kind)
    return Wanted(
        statements=sort in (None, "statement") and asked.type is None,
        events=sort in (None, "event") and asked.predicate is None and (asked.type is None or event_type is not None),
        quotes=sort in (None, "quote") and asked.predicate is None and (asked.type is None or quote_kind is not None),
        entity=None if asked.entity is None else _entity(graph, asked.entity).id,
        part=None if asked.part is None else _one_of("part", asked.part, PARTS),
        ids=None if kind is None else frozenset(entity.id for entity in graph.entities(kind)),
        event_type=event_type,
        quote_kind=quote_kind,
        documents=None if asked.source is None else _documents(graph, asked.source),
        claimant=None if asked.claimant is None else _claimant(graph, asked.claimant),
        minimum_score=asked.minimum_score,
        asserted=asked.asserted,
        modality=None if asked.modality is None else _member(Modality, "modality", asked.modality),
        polarity=None if asked.polarity is None else _member(Polarity, "polarity", asked.polarity),
    )


def _entity(graph: Graph, entity: EntityLike) -> Entity:
    return entity if isinstance(entity, Entity) else graph.find(entity)


def _one_of(thing: str, name: str, known: Iterable[str]) -> str:
    names = list(known)
    if name not in names:
        raise UnknownNameError(thing, name, names)
    return name


def _member(enum: type[_E], thing: str, name: str) -> _E:
    """Take a member of a closed set by its value, in any case."""
    found = {each.value.casefold(): each for each in enum}
    if name.casefold() not in found:
        raise UnknownNameError(thing, name, [each.value for each in enum])
    return found[name.casefold()]


def _type(graph: Graph, name: str | None) -> tuple[str | None, QuoteKind | None]:
    if name is None:
        return None, None
    if name.casefold() in {kind.value for kind in QuoteKind}:
        return None, QuoteKind(name.casefold())
    known = {each.name for each in event_types()} | {event.type for event in graph.events()}
    if name in known:
        return name, None
    return _one_of("type", name.upper(), {*known, *QuoteKind}), None


def _documents(graph: Graph, source: str) -> frozenset[str]:
    """Find the documents of a publisher, or those that have this id, title, file or address."""
    typed = plain(source)
    found = frozenset(
        document.id for document in graph.documents() if any(plain(name) == typed for name in _names(document))
    )
    if not found:
        publishers = {document.publisher for document in graph.documents() if document.publisher}
        names = {name for document in graph.documents() for name in _names(document)}
        near = _near(source, publishers) or _near(source, names)
        if near or len(publishers) > 20:
            raise UnknownNameError("source", source, near, near=True)
        raise UnknownNameError("source", source, publishers or names)
    return found


def _names(document: Document) -> list[str]:
    known = (document.id, document.publisher, document.title, document.source, document.url)
    return [name for name in known if name]


def _claimant(graph: Graph, claimant: EntityLike) -> Claimant:
    """Take an entity for one; of a typed name what it fits: an entity, or the words of a group."""
    if isinstance(claimant, Entity):
        return Claimant(entity=claimant.id, text=None)
    called = {plain(who.text): who.text for who in _claimants(graph)}
    text = plain(claimant) if plain(claimant) in called else None
    try:
        return Claimant(entity=graph.find(claimant).id, text=text)
    except UnknownNameError as error:
        if text is None:
            near = _near(claimant, set(called.values()))
            raise UnknownNameError("claimant", claimant, near or error.available, near=True) from error
    except NewsweaveError:  # it fits several entities
        if text is None:
            raise
    return Claimant(entity=None, text=text)


def _claimants(graph: Graph) -> Iterable[Participant]:
    said: Iterable[Statement | Event | Quote] = (*graph.statements(), *graph.events(), *graph.quotes())
    yield from (each.claimant for item in said for each in item.evidence if each.claimant)
    yield from (quote.speaker for quote in graph.quotes() if quote.speaker)


def _near(name: str, names: Iterable[str]) -> tuple[str, ...]:
    found = process.extract(name, sorted(names), scorer=fuzz.WRatio, limit=3, score_cutoff=_NEAR, processor=plain)
    return tuple(each for each, _, _ in found)
