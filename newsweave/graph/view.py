"""The graph: a read view over extractions and the clusters that say which of their entities are one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, Unpack, overload

from newsweave.errors import UnknownNameError
from newsweave.graph.check import check
from newsweave.graph.copies import told_once
from newsweave.graph.corrections.replay import Conflict, replay
from newsweave.graph.extractions import distinct, held
from newsweave.graph.indexes import Indexes
from newsweave.graph.lookup import find_entity, near_ids, near_names
from newsweave.graph.names.keys import plain
from newsweave.graph.resolution.resolve import resolve
from newsweave.shelf import drawn
from newsweave.types import (
    Cluster,
    Document,
    Entity,
    Event,
    Evidence,
    Extraction,
    Judgement,
    Kind,
    Mention,
    Participant,
    Quote,
    Span,
    Statement,
    Triple,
)

if TYPE_CHECKING:
    from datetime import date

    from networkx import DiGraph, MultiDiGraph
    from networkx import Graph as Network

    from newsweave.graph.corrections.correction import Correction
    from newsweave.graph.networks.networkx_view import Options
    from newsweave.graph.query.ask import Answer, Query
    from newsweave.graph.query.timeline import Timeline
    from newsweave.graph.query.tolls import Toll

# An entity, or its canonical id.
EntityLike: TypeAlias = Entity | str


@dataclass(frozen=True, kw_only=True, repr=False)
class Graph:
    """What all documents say, with one id for each thing; nothing in it changes.

    Everything that a method returns carries canonical entity ids and comes in a total order: documents,
    entities and statements by id, events, quotes, triples and mentions by document and place in the text.
    Local ids stand in `extractions`. Two graphs are equal if their content is, in whatever order it came.

    Attributes:
        extractions: One for each document, by document id: a tuple, or on disk for a graph that need not fit into
            memory (`newsweave.graph.extractions.OnDisk`).
        clusters: Which local entities are one, by id; each local entity is in exactly one.
        judgements: Why, by the two ids.

    Raises:
        RecordError: Extractions and clusters do not fit together.
    """

    extractions: Sequence[Extraction]
    clusters: tuple[Cluster, ...]
    judgements: tuple[Judgement, ...] = ()

    def __post_init__(self) -> None:
        """Sort and check what was given."""
        members_sorted = (replace(item, members=tuple(sorted(item.members))) for item in self.clusters)
        clusters = sorted(members_sorted, key=lambda item: (item.id, item.members))
        judgements = sorted(set(self.judgements), key=lambda item: (item.left, item.right, repr(item)))
        object.__setattr__(self, "extractions", distinct(self.extractions))
        object.__setattr__(self, "clusters", tuple(clusters))
        object.__setattr__(self, "judgements", tuple(judgements))
        check(self.extractions, self.clusters)

    @classmethod
    def of(
        cls,
        extractions: Iterable[Extraction],
        corrections: Iterable[Correction] = (),
        *,
        on_conflict: Callable[[Conflict], object] | None = None,
        on_disk: bool = False,
    ) -> Graph:
        """Resolve which entities are one, and make the graph.

        Args:
            extractions: One for each document, in any order.
            corrections: What persons said against the machine; replayed in the order in which it was said.
            on_conflict: Called with each correction that does not hold.
            on_disk: Whether what the documents say lies in temporary files, if they are five hundred or more: for more
                of them than fit into memory. Such a graph takes longer to ask. Corrections are replayed in memory.
        """
        extractions = distinct(held(extractions, on_disk=True) if on_disk else extractions)
        resolution = resolve(extractions)
        graph = cls(extractions=extractions, clusters=resolution.clusters, judgements=resolution.judgements)
        return graph.corrected(corrections, on_conflict=on_conflict)

    def corrected(
        self, corrections: Iterable[Correction], *, on_conflict: Callable[[Conflict], object] | None = None
    ) -> Graph:
        """Make the graph with what persons said against the machine; see `of`."""
        corrections = tuple(corrections)
        if not corrections:
            return self
        replayed = replay(self.extractions, self.clusters, self.judgements, corrections)
        for conflict in replayed.conflicts:
            (on_conflict or _pass)(conflict)
        return Graph(extractions=replayed.extractions, clusters=replayed.clusters, judgements=replayed.judgements)

    def __getstate__(self) -> dict[str, object]:
        """Pickle what the graph is made of, without indexes."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __repr__(self) -> str:
        """Tell the sizes."""
        return f"<Graph of {len(self.extractions)} documents and {len(self.clusters)} entities>"

    @property
    def on_disk(self) -> bool:
        """Whether what documents say lies on disk, and is read when it is asked for."""
        return self._index.on_disk

    @property
    def canonical(self) -> Mapping[str, str]:
        """The canonical id of each local entity, by its id."""
        return self._index.canonical

    # --- documents and words

    def documents(self) -> Sequence[Document]:
        """List the documents, by id."""
        found = self._index.documents
        return drawn(tuple(found), found.__getitem__, on_disk=self._index.on_disk)

    def document(self, identifier: str) -> Document:
        """Return a document by its id.

        Raises:
            UnknownNameError: No document has it; lists near ids.
        """
        if identifier not in self._index.documents:
            raise UnknownNameError("document", identifier, near_ids(identifier, self._index.documents), near=True)
        return self._index.documents[identifier]

    def copies(self) -> tuple[tuple[Document, ...], ...]:
        """Group the documents that are copies of each other; the first published stands first in its group."""
        return tuple(tuple(self._index.documents[copy] for copy in group) for group in self._index.copies)

    def version_of(self, document: Document | str) -> Document | None:
        """Return the document that this one is a copy or a later version of; None if it is neither."""
        identifier = document.id if isinstance(document, Document) else document
        first = self._index.copy_of.get(identifier, identifier)
        return None if first == identifier else self._index.documents[first]

    def times_told(self, places: Iterable[Evidence | Span | str]) -> int:
        """Count how often something is told; what copies of one article repeat counts once.

        Args:
            places: The evidence, or where it stands: spans or ids of documents.
        """
        return told_once(map(_document, places), self._index.copy_of)

    def words(self, span: Span) -> str:
        """Return the words of a span."""
        return self.document(span.document).text[span.start : span.end]

    # --- entities

    def entities(self, kind: Kind | str | None = None, name: str | None = None) -> tuple[Entity, ...]:
        """List entities, by id.

        Args:
            kind: Only of this kind.
            name: Only those that have this as a name, whole name or id; case and accents do not matter.
        """
        found = self._index.entities.values() if name is None else self._index.names.get(plain(name), ())
        return tuple(entity for entity in found if kind is None or entity.kind == kind)

    def entity(self, identifier: str) -> Entity:
        """Return an entity by its canonical id.

        Raises:
            UnknownNameError: No entity has it; lists near names.
        """
        if identifier not in self._index.entities:
            raise UnknownNameError("entity", identifier, near_names(identifier, self._index.names), near=True)
        return self._index.entities[identifier]

    def find(self, name: str) -> Entity:
        """Return the entity that a typed name means: an id, a name in any case, or a word of one.

        Raises:
            NewsweaveError: The name fits several entities; lists their ids.
            UnknownNameError: It fits none; lists near names.
        """
        return find_entity(name, self._index.names)

    def mentions(self, entity: EntityLike) -> tuple[Mention, ...]:
        """List the places where an entity is mentioned."""
        identifier = _id(entity)
        return tuple(replace(mention, entity=identifier) for mention in self._index.mentions.get(identifier, ()))

    def mentioned(self, entity: EntityLike) -> Sequence[Span]:
        """List the sentences that mention an entity, once for each mention; quicker than `mentions` on disk."""
        return self._index.mentioned.get(_id(entity), ())

    def neighbours(self, entity: EntityLike) -> tuple[Entity, ...]:
        """List the entities that a statement ties to an entity, by id."""
        identifier = _id(entity)
        ends = {end for item in self._index.by_end.get(identifier, ()) for end in (item.subject, item.object)}
        return tuple(self._index.entities[end] for end in sorted(ends - {identifier}))

    # --- what is said

    def statements(
        self,
        subject: EntityLike | None = None,
        predicate: str | None = None,
        object: EntityLike | None = None,  # noqa: A002 - the word of RDF
        *,
        entity: EntityLike | None = None,
        asserted: bool | None = None,
        minimum_score: float = 0.0,
        claimant: EntityLike | None = None,
        document: Document | str | None = None,
    ) -> Sequence[Statement]:
        """List statements, by id.

        Whether the last four hold is asked of the same evidence: `asserted=True, document=d` lists what the
        document d itself asserts, `asserted=False, document=d` what it says and does not assert.

        Args:
            subject: Only with this subject.
            predicate: Only with this predicate.
            object: Only with this object.
            entity: Only with this entity at either end.
            asserted: Only if some evidence (True) or none (False) is the paper's own assertion.
            minimum_score: Only if some evidence scores as much.
            claimant: Only if this entity, or somebody so called, says so.
            document: Only if this document, or the one with this id, says so.
        """
        asked = entity, subject, predicate, object, asserted, claimant, document
        if not minimum_score and all(each is None for each in asked):
            return self._index.statements
        ends = [_id(end) for end in (entity, subject, object) if end is not None]
        found = min((self._index.by_end.get(end, ()) for end in ends), key=len, default=self._index.statements)
        place = document.id if isinstance(document, Document) else document
        return tuple(
            statement
            for statement in found
            if (subject is None or statement.subject == _id(subject))
            and (predicate is None or statement.predicate == predicate)
            and (object is None or statement.object == _id(object))
            and (entity is None or _id(entity) in (statement.subject, statement.object))
            and _says_so(statement, asserted, minimum_score, claimant, place)
        )

    def statement(self, identifier: str) -> Statement:
        """Return a statement by its id.

        Raises:
            UnknownNameError: No statement has it; lists near ids.
        """
        if identifier not in self._index.statement_by_id:
            raise UnknownNameError(
                "statement", identifier, near_ids(identifier, self._index.statement_by_id), near=True
            )
        return self._index.statement_by_id[identifier]

    def events(self, entity: EntityLike | None = None, type: str | None = None) -> Sequence[Event]:  # noqa: A002
        """List events: all, those that an entity takes part in, those of a type."""
        if entity is None and type is None:
            return self._index.events
        return tuple(
            event
            for event in self._index.events
            if (type is None or event.type == type)
            and (entity is None or any(_is(filler.participant, entity) for filler in event.roles))
        )

    def quotes(self, speaker: EntityLike | None = None) -> Sequence[Quote]:
        """List quotes: all, or those of a speaker."""
        if speaker is None:
            return self._index.quotes
        return tuple(quote for quote in self._index.quotes if _is(quote.speaker, speaker))

    def triples(self) -> Sequence[Triple]:
        """List the open triples."""
        return self._index.triples

    def evidence(self, identifier: str) -> tuple[Evidence, ...]:
        """List the evidence for a statement, event, quote or entity; for an entity, where it is mentioned.

        Raises:
            UnknownNameError: Nothing has this id; lists near names or ids.
        """
        if identifier in self._index.entities:
            return tuple(
                Evidence(sentence=mention.sentence, subject=mention.span, extractor="mention")
                for mention in self.mentions(identifier)
            )
        return self.item(identifier).evidence

    def item(self, identifier: str) -> Statement | Event | Quote:
        """Return the statement, event or quote that has an id.

        Raises:
            UnknownNameError: None has it; lists near ids.
        """
        if identifier not in self._index.said:
            near = near_ids(identifier, self._index.said) or near_names(identifier, self._index.names)
            raise UnknownNameError("graph", identifier, near, near=True)
        return self._index.said[identifier]

    def timeline(
        self,
        *,
        entity: EntityLike | None = None,
        type: str | None = None,  # noqa: A002 - as in `Event.type`
        since: date | str | None = None,
        until: date | str | None = None,
    ) -> Timeline:
        """Put events in order of time; see `newsweave.graph.query.timeline`."""
        from newsweave.graph.query.timeline import timeline  # noqa: PLC0415 - it reads graphs

        return timeline(self, entity=entity, type=type, since=since, until=until)

    def tolls(
        self,
        *,
        place: EntityLike | None = None,
        role: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        as_of: date | str | None = None,
    ) -> tuple[Toll, ...]:
        """Tell how many, according to whom, as of when; see `newsweave.graph.query.tolls`."""
        from newsweave.graph.query.tolls import tolls  # noqa: PLC0415 - it reads graphs

        return tolls(self, place=place, role=role, since=since, until=until, as_of=as_of)

    def query(self, asked: Query | None = None) -> Answer:
        """Find statements, events and quotes by who, what, when and who says so; see `newsweave.graph.query.ask`."""
        from newsweave.graph.query.ask import Query, query  # noqa: PLC0415 - it reads graphs

        return query(self, asked or Query())

    @overload
    def to_networkx(self, network: Literal["statements"] = ..., **options: Unpack[Options]) -> MultiDiGraph[str]: ...

    @overload
    def to_networkx(self, network: Literal["actors"], **options: Unpack[Options]) -> DiGraph[str]: ...

    @overload
    def to_networkx(self, network: str, **options: Unpack[Options]) -> Network[str]: ...

    def to_networkx(self, network: str = "statements", **options: Unpack[Options]) -> Network[str]:
        """Make a networkx graph of statements and events, of actors, or of who is named together.

        For `network` and `options` see `newsweave.graph.networks.networkx_view.to_networkx`.
        """
        from newsweave.graph.networks.networkx_view import to_networkx  # noqa: PLC0415 - networkx loads on first use

        return to_networkx(self, network, **options)

    @cached_property
    def _index(self) -> Indexes:
        return Indexes(self.extractions, self.clusters)


def _document(place: Evidence | Span | str) -> str:
    if isinstance(place, str):
        return place
    return place.document if isinstance(place, Span) else place.sentence.document


def _pass(_conflict: Conflict) -> None:
    """Leave a conflict unsaid."""


def _id(entity: EntityLike) -> str:
    return entity.id if isinstance(entity, Entity) else entity


def _is(participant: Participant | None, entity: EntityLike) -> bool:
    return participant is not None and participant.entity == _id(entity)


def _says_so(
    statement: Statement,
    asserted: bool | None,
    minimum_score: float,
    claimant: EntityLike | None,
    document: str | None,
) -> bool:
    """Tell whether some evidence fits, and whether what fits asserts or does not, as asked."""
    fitting = [
        item
        for item in statement.evidence
        if item.score >= minimum_score
        and (document is None or item.sentence.document == document)
        and (claimant is None or _claims(item.claimant, claimant))
    ]
    return bool(fitting) and asserted in (None, any(item.asserted for item in fitting))


def _claims(who: Participant | None, claimant: EntityLike) -> bool:
    if who is None or isinstance(claimant, Entity):
        return _is(who, claimant)
    return who.entity == claimant or plain(who.text) == plain(claimant)
