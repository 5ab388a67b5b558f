"""What a graph says of something: statements, events and quotes by who, what, when, and who says so.

    graph.query(Query(entity="Toqaev", type="REQUEST", since="2022-01-05"))
    graph.query(Query(claimant="police", minimum_score=0.8))

Every part of a query narrows; an empty one gives everything. Claimant, source, document, score, modality, polarity
and `asserted` are asked of the same evidence, and what is found carries the evidence that fits, and no other:
`graph.item(found.id)` has it all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, TypeVar

from newsweave.graph.events.values import covered, days
from newsweave.graph.query.names import Wanted, wanted
from newsweave.graph.query.timeline import day_range
from newsweave.graph.view import EntityLike, Graph
from newsweave.types import Event, Evidence, Kind, Modality, Participant, Polarity, Quote, Statement

Item: TypeAlias = Statement | Event | Quote
_I = TypeVar("_I", Statement, Event, Quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for; None asks for nothing.

    Attributes:
        sort: Only "statement", "event" or "quote".
        entity: Only what this entity is a party of: an entity, an id, a name or a part of one.
        part: Only where that entity, or one of that kind, is this: "subject", "agent", "place", "speaker" ...
        kind: Only what an entity of this kind is a party of.
        predicate: Only statements with it: "position_in".
        type: Only events of this type ("ARREST"), or quotes of this kind ("direct"); in any case.
        since: Nothing that was over before; a day, or a year, month or week in ISO 8601.
        until: Nothing that began after, likewise.
        claimant: Only what this entity, or somebody so called ("police"), says; of quotes, the speaker.
        source: Only what this publisher, or the document with this id, title, file or address, says.
        minimum_score: Only what some evidence makes so sure, 0 to 1.
        asserted: Only what a source itself says is so (True), or only what none does (False).
        modality: Only what is said to be planned, possible ...
        polarity: Only what is affirmed, or only what is denied.
    """

    sort: str | None = None
    entity: EntityLike | None = None
    part: str | None = None
    kind: Kind | str | None = None
    predicate: str | None = None
    type: str | None = None
    since: date | str | None = None
    until: date | str | None = None
    claimant: EntityLike | None = None
    source: str | None = None
    minimum_score: float = 0.0
    asserted: bool | None = None
    modality: Modality | str | None = None
    polarity: Polarity | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What fits a query, with the evidence that does.

    Attributes:
        statements: By id.
        events: By document and place in the text.
        quotes: Likewise.
        undated: What fits but for a time that was asked for and that nobody tells; in the same order.
    """

    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    undated: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """List statements, then events, then quotes."""
        return (*self.statements, *self.events, *self.quotes)


_ALL = Query()


def query(graph: Graph, asked: Query = _ALL) -> Answer:
    """Find what a graph says.

    When an event was is its date. When a statement held is what is said of its beginning and end; where neither
    is said, and for quotes, it is when the article was published.

    Args:
        graph: The graph.
        asked: What is asked for.

    Raises:
        UnknownNameError: A name that the query gives does not exist; lists near ones.
        NewsweaveError: A name fits several entities, or a date is none.
    """
    sought = wanted(graph, asked)
    first = day_range(asked.since, "since")[0] if asked.since is not None else None
    last = day_range(asked.until, "until")[1] if asked.until is not None else None
    undated: list[Item] = []

    def within(items: Iterable[_I]) -> Iterator[_I]:
        for item in items:
            if found := _narrow(item, sought):
                when = span_of(graph, item) if first or last else (date.min, date.max)
                if when is None:
                    undated.append(found)
                elif (last is None or when[0] <= last) and (first is None or first <= when[1]):
                    yield found

    return Answer(
        statements=tuple(within(graph.statements(entity=sought.entity, predicate=asked.predicate)))
        if sought.statements
        else (),
        events=tuple(within(graph.events(sought.entity, sought.event_type))) if sought.events else (),
        quotes=tuple(within(graph.quotes())) if sought.quotes else (),
        undated=tuple(undated),
    )


def span_of(graph: Graph, item: Item) -> tuple[date, date] | None:
    """Tell the first and the last day on which an event may have been, a statement held, a quote was published."""
    if isinstance(item, Event):
        return days(item.time)
    if isinstance(item, Statement) and (item.since or item.until):
        begun, over = covered(item.since or ""), covered(item.until or "")
        if begun or over:
            return begun[0] if begun else date.min, over[1] if over else date.max
    documents = {graph.document(each.sentence.document) for each in item.evidence}
    published = [each.published for each in documents if each.published]
    return (min(published), max(published)) if published else None


def parties(item: Item) -> Iterator[tuple[str, str]]:
    """List the entities that are part of something: in which part, and the id."""
    if isinstance(item, Statement):
        yield "subject", item.subject
        yield "object", item.object
        return
    for part, who in _participants(item):
        if who is not None and who.entity is not None:
            yield part, who.entity


def _participants(item: Event | Quote) -> Iterator[tuple[str, Participant | None]]:
    if isinstance(item, Event):
        yield from ((filler.role.value, filler.participant) for filler in item.roles)
    else:
        yield from (("speaker", item.speaker), ("addressee", item.addressee), ("medium", item.medium))


def _narrow(item: _I, sought: Wanted) -> _I | None:
    """Keep the evidence that fits; None if none does, or the item does not."""
    if not _fits(item, sought):
        return None
    found = tuple(each for each in item.evidence if _says(item, each, sought))
    asserted = tuple(each for each in found if each.asserted)
    if not found or (sought.asserted is not None and sought.asserted is not bool(asserted)):
        return None
    return replace(item, evidence=asserted if sought.asserted else found)


def _fits(item: Item, sought: Wanted) -> bool:
    if isinstance(item, Quote) and sought.quote_kind not in (None, item.kind):
        return False
    if sought.entity is None and sought.part is None and sought.ids is None:
        return True
    return any(
        (sought.entity is None or identifier == sought.entity)
        and (sought.ids is None or identifier in sought.ids)
        and sought.part in (None, part)
        for part, identifier in parties(item)
    )


def _says(item: Item, evidence: Evidence, sought: Wanted) -> bool:
    who = item.speaker if isinstance(item, Quote) else evidence.claimant
    return (
        evidence.score >= sought.minimum_score
        and (sought.documents is None or evidence.sentence.document in sought.documents)
        and (sought.claimant is None or sought.claimant.is_(who))
        and sought.modality in (None, evidence.modality)
        and sought.polarity in (None, evidence.polarity)
    )
