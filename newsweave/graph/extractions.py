"""The extractions of many documents, in memory or on disk, and one field of all of them.

On disk they lie in columns, one for each field: who asks for the events of all documents reads nothing else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain, islice
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, cast

from newsweave.graph.references import check_references
from newsweave.shelf import Lookup, OnDemand, Shelf
from newsweave.types import Document, Entity, Event, Extraction, Mention, Quote, Statement, Triple

T = TypeVar("T")
MANY = 500  # extractions that need not fit into memory; fewer take less than 70 MB
_FIELDS = tuple(field.name for field in fields(Extraction))


class OnDisk(OnDemand[Extraction]):
    """One extraction for each document, by document id, in temporary files that go with it.

    Args:
        extractions: In any order; of several readings of one document one stays, as `distinct` says.

    Raises:
        RecordError: One refers to what it does not hold.

    >>> from newsweave.ids import make_document
    >>> said = Extraction(document=make_document("Rain fell."), pipeline="by hand")
    >>> OnDisk([said]) == (said,)
    True
    """

    def __init__(self, extractions: Iterable[Extraction]) -> None:
        self._columns: dict[str, Shelf[Any]] = {name: Shelf() for name in _FIELDS}
        readings: dict[str, list[int]] = defaultdict(list)
        for row, said in enumerate(extractions):
            check_references(said)
            for name, shelf in self._columns.items():
                shelf.put(getattr(said, name))
            readings[said.document.id].append(row)
        self._rows = {document: self._first(readings[document]) for document in sorted(readings)}
        order = list(self._rows.values())
        super().__init__(len(order), lambda place: self._read(order[place]))

    def __reduce__(self) -> tuple[Callable[[Iterable[Extraction]], "OnDisk"], tuple[tuple[Extraction, ...]]]:
        """Pickle what lies there: the files themselves stay here."""
        return OnDisk, (tuple(self),)

    def column(self, name: str) -> Iterator[Any]:
        """Give one field of each extraction."""
        return map(self._columns[name].__getitem__, self._rows.values())

    def documents(self) -> Mapping[str, Document]:
        """Give the documents by id."""
        return Lookup(self._rows, self._columns["document"].__getitem__)

    def _first(self, rows: Sequence[int]) -> int:
        return rows[0] if len(rows) == 1 else min(rows, key=lambda row: _order(self._read(row)))

    def _read(self, row: int) -> Extraction:
        return Extraction(**{name: shelf[row] for name, shelf in self._columns.items()})


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One field of extractions."""

    name: str

    def of(self, extractions: Iterable[Extraction]) -> Iterator[T]:
        """Give the field of each."""
        if isinstance(extractions, OnDisk):
            return extractions.column(self.name)
        return (cast(T, getattr(each, self.name)) for each in extractions)


def identifiers(extractions: Iterable[Extraction]) -> Iterator[str]:
    """Give the id of each document."""
    if isinstance(extractions, OnDisk):
        return iter(extractions.documents())
    return (each.document.id for each in extractions)


DOCUMENTS: Column[Document] = Column("document")
PIPELINES: Column[str] = Column("pipeline")
ENTITIES: Column[tuple[Entity, ...]] = Column("entities")
MENTIONS: Column[tuple[Mention, ...]] = Column("mentions")
STATEMENTS: Column[tuple[Statement, ...]] = Column("statements")
EVENTS: Column[tuple[Event, ...]] = Column("events")
QUOTES: Column[tuple[Quote, ...]] = Column("quotes")
TRIPLES: Column[tuple[Triple, ...]] = Column("triples")


def entities(extractions: Iterable[Extraction]) -> Iterator[Entity]:
    """Give the entities of all documents; of those on disk what is equal is one object, so that many fit in memory."""
    found = chain.from_iterable(ENTITIES.of(extractions))
    return _sharing(found) if isinstance(extractions, OnDisk) else found


def _sharing(entities: Iterable[Entity]) -> Iterator[Entity]:
    known: dict[Any, Any] = {}

    def one(part: Any) -> Any:
        return known.setdefault(part, part)

    for entity in entities:
        yield Entity(
            id=entity.id,
            kind=entity.kind,
            name=one(entity.name),
            names=one(entity.names),
            country=one(entity.country),
            links=one(entity.links),
            reasons=one(entity.reasons),
            members=entity.members,
        )


class Ties(Protocol):
    """The entities of one document, and what ties them."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Its entities."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What ties them."""


class _Ties(NamedTuple):
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]


def ties(extractions: Sequence[Extraction]) -> Iterable[Ties]:
    """Give the entities and statements of each document, and nothing else of what lies on disk."""
    if isinstance(extractions, OnDisk):
        return map(_Ties, ENTITIES.of(extractions), STATEMENTS.of(extractions))
    return extractions


def held(extractions: Iterable[Extraction], *, on_disk: bool) -> Sequence[Extraction]:
    """Hold extractions in memory or, if they may lie on disk and are many, there."""
    if not on_disk:
        return tuple(extractions)
    coming = iter(extractions)
    few = tuple(islice(coming, MANY))
    return OnDisk(chain(few, coming)) if len(few) == MANY else few


def distinct(extractions: Iterable[Extraction]) -> Sequence[Extraction]:
    """Keep one extraction for each document, by document id, whatever the order they come in.

    Of two readings of one document the one with the smallest pipeline, source and content stays. What lies on disk
    stays there.
    """
    if isinstance(extractions, OnDisk):
        return extractions
    readings: dict[str, list[Extraction]] = defaultdict(list)
    for extraction in extractions:
        readings[extraction.document.id].append(extraction)
    return tuple(_first(readings[document]) for document in sorted(readings))


def _first(readings: Sequence[Extraction]) -> Extraction:
    return readings[0] if len(readings) == 1 else min(readings, key=_order)


def _order(reading: Extraction) -> tuple[str, str, str]:
    return reading.pipeline, reading.document.source or "", repr(reading)
