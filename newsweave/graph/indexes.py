"""The indexes of a graph: each is built when it is first asked for, and kept.

Where the extractions lie on disk, so do mentions, events, quotes and triples, and are made when they are asked for.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from newsweave.graph import merge
from newsweave.graph.copies import copies
from newsweave.graph.events.unite import one_event, unite_events
from newsweave.graph.extractions import EVENTS, MENTIONS, QUOTES, STATEMENTS, TRIPLES, OnDisk, entities
from newsweave.graph.lookup import name_index
from newsweave.shelf import Lookup, drawn, laid, looked_up
from newsweave.types import Cluster, Document, Entity, Event, Extraction, Mention, Quote, Span, Statement, Triple


@dataclass(frozen=True)
class Indexes:
    """Everything in a graph, united, under the keys that the graph looks it up by.

    Attributes:
        extractions: One for each document, by document id.
        clusters: By id.
    """

    extractions: Sequence[Extraction]
    clusters: tuple[Cluster, ...]

    @property
    def on_disk(self) -> bool:
        """Whether what documents say lies on disk."""
        return isinstance(self.extractions, OnDisk)

    @cached_property
    def canonical(self) -> dict[str, str]:
        return {member: cluster.id for cluster in self.clusters for member in cluster.members}

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        if isinstance(self.extractions, OnDisk):
            return self.extractions.documents()
        return {extraction.document.id: extraction.document for extraction in self.extractions}

    @cached_property
    def copies(self) -> tuple[tuple[str, ...], ...]:
        return copies(self.documents)

    @cached_property
    def copy_of(self) -> dict[str, str]:
        """Map each copy, and the first of its group, to the first."""
        return {copy: group[0] for group in self.copies for copy in group}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        local = {entity.id: entity for entity in entities(self.extractions)}
        number = Counter(mention.entity for mentions in MENTIONS.of(self.extractions) for mention in mentions)
        return {
            cluster.id: merge.unite_entity(cluster.id, [local[member] for member in cluster.members], number)
            for cluster in self.clusters
        }

    @cached_property
    def names(self) -> dict[str, tuple[Entity, ...]]:
        return name_index(self.entities.values())

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[Mention]]:
        """Map canonical ids to mentions that still carry local ids."""
        places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        parts = laid(self._mentions(places), on_disk=self.on_disk, together=1)
        return looked_up(places, lambda those: [each for part in those for each in parts[part]], on_disk=self.on_disk)

    def _mentions(self, places: "defaultdict[str, array[int]]") -> Iterator[tuple[Mention, ...]]:
        """Give the mentions of each entity in each document, and number them under the entity's id."""
        number = 0
        for mentions in MENTIONS.of(self.extractions):
            here: dict[str, list[Mention]] = defaultdict(list)
            for mention in sorted(mentions, key=_by_span):
                here[self.canonical[mention.entity]].append(mention)
            for identifier, found in here.items():
                places[identifier].append(number)
                number += 1
                yield tuple(found)

    @cached_property
    def mentioned(self) -> Mapping[str, Sequence[Span]]:
        """Map canonical ids to the sentences of their mentions, which are kept as numbers: document, start, end."""
        numbers: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        for document, mentions in enumerate(MENTIONS.of(self.extractions)):
            for mention in sorted(mentions, key=_by_span):
                sentence = mention.sentence
                numbers[self.canonical[mention.entity]].extend((document, sentence.start, sentence.end))
        return Lookup(numbers, self._spans, kept=1)

    def _spans(self, numbers: "array[int]") -> tuple[Span, ...]:
        documents = self._identifiers
        return tuple(
            Span(document=documents[document], start=start, end=end)
            for document, start, end in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
        )

    @cached_property
    def _identifiers(self) -> tuple[str, ...]:
        return tuple(self.documents)

    @cached_property
    def statements(self) -> Sequence[Statement]:
        alike: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        local = laid(self._statements(alike), on_disk=self.on_disk, together=1)
        united = (
            merge.unite_statement(identifier, [local[place] for place in alike[identifier]], self.canonical)
            for identifier in sorted(alike)
        )
        return laid(united, on_disk=self.on_disk)

    def _statements(self, alike: "defaultdict[str, array[int]]") -> Iterator[Statement]:
        """Give the statements of each document, and number them under the id of what they say."""
        for number, statement in enumerate(chain.from_iterable(STATEMENTS.of(self.extractions))):
            alike[merge.statement_id(statement, self.canonical)].append(number)
            yield statement

    @cached_property
    def statement_by_id(self) -> Mapping[str, Statement]:
        places = {statement.id: number for number, statement in enumerate(self.statements)}
        return looked_up(places, self.statements.__getitem__, on_disk=self.on_disk)

    @cached_property
    def by_end(self) -> Mapping[str, Sequence[Statement]]:
        places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, statement in enumerate(self.statements):
            for end in {statement.subject, statement.object}:
                places[end].append(number)
        return looked_up(places, lambda those: [self.statements[each] for each in those], on_disk=self.on_disk)

    @cached_property
    def events(self) -> Sequence[Event]:
        said = (sorted(events, key=_by_trigger) for events in EVENTS.of(self.extractions))
        united = (merge.canonical_event(event, self.canonical) for events in said for event in events)
        reports = laid(united, on_disk=self.on_disk)
        groups = unite_events(reports, self.documents, self.entities, self.statements, self.copy_of)
        return drawn(groups, lambda group: one_event([reports[place] for place in group]), on_disk=self.on_disk)

    @cached_property
    def quotes(self) -> Sequence[Quote]:
        said = (sorted(quotes, key=_by_content) for quotes in QUOTES.of(self.extractions))
        united = (merge.canonical_quote(quote, self.canonical) for quotes in said for quote in quotes)
        return laid(united, on_disk=self.on_disk)

    @cached_property
    def triples(self) -> Sequence[Triple]:
        said = (sorted(triples, key=_by_sentence) for triples in TRIPLES.of(self.extractions))
        united = (merge.canonical_triple(triple, self.canonical) for triples in said for triple in triples)
        return laid(united, on_disk=self.on_disk)

    @cached_property
    def said(self) -> dict[str, Statement | Event | Quote]:
        said: tuple[Statement | Event | Quote, ...] = (*self.statements, *self.events, *self.quotes)
        reports = {member: event for event in self.events for member in event.members}
        return reports | {item.id: item for item in said}


def _by_span(mention: Mention) -> tuple[Span, str]:
    return mention.span, mention.entity


def _by_trigger(event: Event) -> tuple[Span, str]:
    return event.trigger, event.id


def _by_content(quote: Quote) -> tuple[Span, str]:
    return quote.content, quote.id


def _by_sentence(triple: Triple) -> tuple[Span, str]:
    return triple.evidence.sentence, triple.id
