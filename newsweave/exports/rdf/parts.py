"""Parts of a graph: the whole, what one document supports, what is asserted.

A part is written as a graph is, so that the share of a document stands by itself: all shares together say what the
whole says, and without one of them exactly what it alone supported is gone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from sys import intern
from typing import TypeAlias, TypeVar

from newsweave.exports.rdf.survey import Survey
from newsweave.graph import Graph
from newsweave.graph.events.values import told
from newsweave.graph.extractions import DOCUMENTS, ENTITIES, MENTIONS, PIPELINES
from newsweave.shelf import Lookup, laid
from newsweave.types import Document, Entity, Event, Evidence, Mention, Quote, Span, Statement

_Item = TypeVar("_Item", Statement, Event, Quote)
_Said = TypeVar("_Said", Statement, Quote)
_ByDocument: TypeAlias = tuple[Sequence[_Item], Mapping[str, Sequence[int]]]


@dataclass(frozen=True, kw_only=True)
class Part:
    """Some documents, and what is said of what in them.

    Attributes:
        documents: By id.
        entities: With their canonical ids, by id.
        mentioned: The sentences of these documents that mention each, by canonical id.
        names: What each is called in these documents, by canonical id; None for all that it is ever called.
        statements: With the evidence that belongs to the part; so are events and quotes.
        events: In text order.
        quotes: In text order.
    """

    documents: Sequence[Document]
    entities: Sequence[Entity]
    mentioned: Mapping[str, Sequence[Span]]
    names: Mapping[str, Sequence[str]] | None = None
    statements: Sequence[Statement] = ()
    events: Sequence[Event] = ()
    quotes: Sequence[Quote] = ()

    @cached_property
    def survey(self) -> Survey:
        """What all of this holds within itself."""
        found = Survey()
        found.go_through(self.statements, self.events, self.quotes)
        for sentences in self.mentioned.values():
            for sentence in sentences:
                found.sentences.add(sentence)
        return found


@dataclass(frozen=True, eq=False)
class Parts:
    """The parts of a graph."""

    graph: Graph

    @cached_property
    def whole(self) -> Part:
        """All of it."""
        graph = self.graph
        entities = graph.entities()
        return Part(
            documents=graph.documents(),
            entities=entities,
            mentioned=Lookup({entity.id: entity for entity in entities}, graph.mentioned, kept=1),
            statements=graph.statements(),
            events=graph.events(),
            quotes=graph.quotes(),
        )

    def asserted(self) -> Part:
        """What some source itself says to be so, and none of the rest."""
        whole = self.whole
        events = (
            narrowed(event, [each for each in event.evidence if each.asserted])
            for event in whole.events
            if any(each.asserted for each in event.evidence)
        )
        return replace(
            whole,
            statements=[each for each in whole.statements if each.asserted and not each.former],
            events=laid(events, on_disk=self.graph.on_disk),
            quotes=[quote for quote in whole.quotes if any(each.asserted for each in quote.evidence)],
        )

    def shares(self) -> Iterator[Part]:
        """Give what each document supports, by document id."""
        said = self.graph.extractions
        for document, entities, mentions in zip(DOCUMENTS.of(said), ENTITIES.of(said), MENTIONS.of(said), strict=True):
            names: dict[str, list[str]] = defaultdict(list)
            for entity in entities:
                names[self.graph.canonical[entity.id]] += [name for name, _ in entity.names]
            yield Part(
                documents=(document,),
                entities=[self.graph.entity(identifier) for identifier in sorted(names)],
                names=names,
                mentioned=self._mentioned(mentions),
                statements=[_of(each, document) for each in _at(self._statements, document)],
                events=[narrowed(each, _within(each.evidence, document)) for each in _at(self._events, document)],
                quotes=[_of(each, document) for each in _at(self._quotes, document)],
            )

    @cached_property
    def spoken(self) -> dict[str, str]:
        """The language of each document, by its id."""
        return {document.id: intern(document.language) for document in DOCUMENTS.of(self.graph.extractions)}

    @cached_property
    def pipelines(self) -> dict[str, str]:
        """The fingerprint of what read each document, by the document's id."""
        return dict(zip(self.spoken, map(intern, PIPELINES.of(self.graph.extractions)), strict=True))

    @cached_property
    def languages(self) -> dict[str, str]:
        """The language in which each entity is first mentioned, by its id."""
        found: dict[str, str] = {}
        for language, mentions in zip(self.spoken.values(), MENTIONS.of(self.graph.extractions), strict=True):
            for mention in mentions:
                found.setdefault(self.graph.canonical[mention.entity], language)
        return found

    @cached_property
    def origins(self) -> dict[tuple[object, str], list[str]]:
        """What each claim of a document says of publisher and run, as a pen wrote it; filled as they are asked for."""
        return {}

    def _mentioned(self, mentions: Iterable[Mention]) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = defaultdict(list)
        for mention in mentions:
            found[self.graph.canonical[mention.entity]].append(mention.sentence)
        return found

    @cached_property
    def _statements(self) -> "_ByDocument[Statement]":
        return _by_document(self.graph.statements())

    @cached_property
    def _events(self) -> "_ByDocument[Event]":
        return _by_document(self.graph.events())

    @cached_property
    def _quotes(self) -> "_ByDocument[Quote]":
        return _by_document(self.graph.quotes())


def narrowed(event: Event, evidence: Sequence[Evidence]) -> Event:
    """Keep some of an event's evidence, and of its times and numbers those that none of the rest gives alone."""
    if len(evidence) == len(event.evidence):
        return event
    kept = {value for each in evidence for value in told(event, each)}
    lost = {value for each in event.evidence for value in told(event, each)} - kept
    time = None if event.time in lost else event.time
    quantities = tuple(value for value in event.quantities if value not in lost)
    return replace(event, evidence=tuple(evidence), time=time, quantities=quantities)


def _of(item: _Said, document: Document) -> _Said:
    """Keep what one document gives as evidence for a statement or a quote."""
    evidence = _within(item.evidence, document)
    return item if len(evidence) == len(item.evidence) else replace(item, evidence=tuple(evidence))


def _within(evidence: Iterable[Evidence], document: Document) -> list[Evidence]:
    return [each for each in evidence if each.sentence.document == document.id]


def _by_document(items: Sequence[_Item]) -> "_ByDocument[_Item]":
    """Number items under each document that holds evidence for them."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for document in dict.fromkeys(evidence.sentence.document for evidence in item.evidence):
            found[document].append(number)
    return items, found


def _at(numbered: "_ByDocument[_Item]", document: Document) -> Iterator[_Item]:
    items, found = numbered
    return (items[number] for number in found.get(document.id, ()))
