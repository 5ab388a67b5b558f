"""What is new since a day: documents published or added since, and what they alone support."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from newsweave.graph.query.ask import Query, query
from newsweave.graph.query.timeline import day_range
from newsweave.graph.view import Graph
from newsweave.types import Document, Entity, Event, Quote, Statement

_ALL = Query()
_NONE: Mapping[str, date] = {}
_I = TypeVar("_I", Statement, Event, Quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is new.

    Attributes:
        since: The day from which on.
        documents: Those published or added since, by id.
        undated: How many have neither day; they count as old.
        entities: Those that only these documents mention, by id.
        statements: Those that only these documents support, by id.
        events: Likewise, by document and place.
        quotes: Likewise.
        confirmed: Older statements, by id, then older events, by document and place, that these documents
            support too, with the new evidence alone.
    """

    since: date
    documents: tuple[Document, ...]
    undated: int
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]
    confirmed: tuple[Statement | Event, ...]


def changes(graph: Graph, since: date | str, asked: Query = _ALL, *, added: Mapping[str, date] = _NONE) -> Changes:
    """Find what is new since a day, that day included.

    Args:
        graph: The graph.
        since: A day, or a year, month or week in ISO 8601, from its first day on.
        asked: Of statements, events and quotes only what fits this.
        added: When documents were added, by id; without it their day of publication counts alone.

    Raises:
        NewsweaveError: `since` is no date.
        UnknownNameError: A name that the query gives does not exist.
    """
    first = day_range(since, "since")[0]
    known = {document.id: _days(document, added) for document in graph.documents()}
    new = {name for name, days in known.items() if any(day >= first for day in days)}
    found = query(graph, asked)
    return Changes(
        since=first,
        documents=tuple(document for document in graph.documents() if document.id in new),
        undated=sum(not days for days in known.values()),
        entities=tuple(
            entity
            for entity in graph.entities()
            if (places := {mention.span.document for mention in graph.mentions(entity)}) and places <= new
        ),
        statements=_new(graph, found.statements, new),
        events=_new(graph, found.events, new),
        quotes=_new(graph, found.quotes, new),
        confirmed=tuple(_confirmed(graph, (*found.statements, *found.events), new)),
    )


def _days(document: Document, added: Mapping[str, date]) -> list[date]:
    return [day for day in (document.published, added.get(document.id)) if day]


def _supporters(graph: Graph, item: Statement | Event | Quote) -> set[str]:
    """Name the documents of all evidence, and not only of what fits a query."""
    return {each.sentence.document for each in graph.item(item.id).evidence}


def _new(graph: Graph, items: Iterable[_I], new: Collection[str]) -> tuple[_I, ...]:
    return tuple(item for item in items if _supporters(graph, item).issubset(new))


def _confirmed(graph: Graph, items: Iterable[Statement | Event], new: Collection[str]) -> Iterable[Statement | Event]:
    for item in items:
        evidence = tuple(each for each in item.evidence if each.sentence.document in new)
        if evidence and not _supporters(graph, item).issubset(new):
            yield replace(item, evidence=evidence)
