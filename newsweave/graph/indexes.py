"""The indexes of a graph: each is built when it is first asked for, and kept."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from newsweave.graph import merge
from newsweave.graph.copies import copies
from newsweave.graph.events.unite import unite_events
from newsweave.graph.lookup import name_index
from newsweave.types import Cluster, Document, Entity, Event, Extraction, Mention, Quote, Statement, Triple


@dataclass(frozen=True)
class Indexes:
    """Everything in a graph, united, under the keys that the graph looks it up by.

    Attributes:
        extractions: One for each document, by document id.
        clusters: By id.
    """

    extractions: tuple[Extraction, ...]
    clusters: tuple[Cluster, ...]

    @cached_property
    def canonical(self) -> dict[str, str]:
        return {member: cluster.id for cluster in self.clusters for member in cluster.members}

    @cached_property
    def documents(self) -> dict[str, Document]:
        return {extraction.document.id: extraction.document for extraction in self.extractions}

    @cached_property
    def copies(self) -> tuple[tuple[str, ...], ...]:
        return copies(self.documents.values())

    @cached_property
    def copy_of(self) -> dict[str, str]:
        """Map each copy, and the first of its group, to the first."""
        return {copy: group[0] for group in self.copies for copy in group}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        local = {entity.id: entity for extraction in self.extractions for entity in extraction.entities}
        said = (mention.entity for extraction in self.extractions for mention in extraction.mentions)
        number = Counter(said)
        return {
            cluster.id: merge.unite_entity(cluster.id, [local[member] for member in cluster.members], number)
            for cluster in self.clusters
        }

    @cached_property
    def names(self) -> dict[str, tuple[Entity, ...]]:
        return name_index(self.entities.values())

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """Map canonical ids to mentions that still carry local ids."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for extraction in self.extractions:
            for mention in sorted(extraction.mentions, key=lambda item: (item.span, item.entity)):
                found[self.canonical[mention.entity]].append(mention)
        return found

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        said = (statement for extraction in self.extractions for statement in extraction.statements)
        return merge.unite_statements(said, self.canonical)

    @cached_property
    def statement_by_id(self) -> dict[str, Statement]:
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def by_end(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            for end in {statement.subject, statement.object}:
                found[end].append(statement)
        return found

    @cached_property
    def events(self) -> tuple[Event, ...]:
        said = (event for extraction in self.extractions for event in extraction.events)
        reports = (merge.canonical_event(event, self.canonical) for event in said)
        return unite_events(reports, self.documents, self.entities, self.statements, self.copy_of)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        said = (quote for extraction in self.extractions for quote in extraction.quotes)
        united = (merge.canonical_quote(quote, self.canonical) for quote in said)
        return tuple(sorted(united, key=lambda quote: (quote.content, quote.id)))

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        said = (triple for extraction in self.extractions for triple in extraction.triples)
        united = (merge.canonical_triple(triple, self.canonical) for triple in said)
        return tuple(sorted(united, key=lambda triple: (triple.evidence.sentence, triple.id)))

    @cached_property
    def said(self) -> dict[str, Statement | Event | Quote]:
        said: tuple[Statement | Event | Quote, ...] = (*self.statements, *self.events, *self.quotes)
        reports = {member: event for event in self.events for member in event.members}
        return reports | {item.id: item for item in said}
