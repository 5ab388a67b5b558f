"""A statement, an event or a quote with all that it rests on, as plain data to show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsweave.graph.events.values import date_words, told
from newsweave.graph.show.witness import Place, Witness, witness
from newsweave.graph.show.wording import event_words, quote_words, statement_words, who_words
from newsweave.graph.view import Graph
from newsweave.types import Event, Evidence, Participant, Quote, Role, Statement

_Item = Statement | Event | Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who or what takes part.

    Attributes:
        role: "subject", "object", a role of an event ("agent"), "speaker", "addressee" or "medium".
        name: An entity's fullest name, or the words of the text.
        entity: Its canonical id; None for a group that has no name.
    """

    role: str
    name: str
    entity: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement, an event or a quote with what it rests on.

    Attributes:
        id: Of the statement, event or quote.
        type: A predicate ("position_in"), an event type ("ARREST") or a kind of quote ("direct").
        words: What it says.
        asserted: Whether at least one paper itself says so.
        parties: Who takes part, and how.
        time: When it happened, in words: "2022-01-05", "week of 2022-01-10".
        witnesses: The sentences, by document and place.
    """

    id: str
    type: str
    words: str
    asserted: bool
    parties: tuple[Party, ...]
    time: str | None = None
    witnesses: tuple[Witness, ...]


def findings(graph: Graph, items: Iterable[_Item]) -> tuple[Finding, ...]:
    """Make findings, in the order of the items."""
    return tuple(finding(graph, item) for item in items)


def finding(graph: Graph, item: _Item) -> Finding:
    """Make a finding of a statement, an event or a quote."""
    asserted = any(evidence.asserted for evidence in item.evidence)
    if isinstance(item, Statement):
        return Finding(
            id=item.id,
            type=item.predicate,
            words=statement_words(graph, item),
            asserted=asserted,
            parties=tuple(_end(graph, *end) for end in (("subject", item.subject), ("object", item.object))),
            witnesses=tuple(witness(graph, each, _ends(each), each.values) for each in item.evidence),
        )
    if isinstance(item, Event):
        return Finding(
            id=item.id,
            type=item.type,
            words=event_words(graph, item),
            asserted=asserted,
            parties=tuple(_party(graph, each.role, each.participant) for each in item.roles),
            time=date_words(item.time) if item.time else None,
            witnesses=tuple(witness(graph, each, _fillers(item), told(item, each)) for each in item.evidence),
        )
    return Finding(
        id=item.id,
        type=item.kind,
        words=quote_words(graph, item),
        asserted=asserted,
        parties=tuple(_party(graph, role, who) for role, who in _speech(item)),
        witnesses=tuple(witness(graph, each, _spoken(item)) for each in item.evidence),
    )


def _end(graph: Graph, role: str, entity: str) -> Party:
    return Party(role=role, name=graph.entity(entity).name, entity=entity)


def _party(graph: Graph, role: str, who: Participant) -> Party:
    return Party(role=role, name=who_words(graph, who), entity=who.entity)


def _speech(quote: Quote) -> Iterator[tuple[str, Participant]]:
    for role, who in (("speaker", quote.speaker), ("addressee", quote.addressee), ("medium", quote.medium)):
        if who:
            yield role, who


def _ends(evidence: Evidence) -> list[Place]:
    return [("subject", evidence.subject), ("object", evidence.object)]


def _fillers(event: Event) -> list[Place]:
    """Mark who does it as a subject, and everybody else as an object."""
    return [("subject" if each.role is Role.AGENT else "object", each.participant.span) for each in event.roles]


def _spoken(quote: Quote) -> list[Place]:
    return [*((("subject", quote.speaker.span),) if quote.speaker else ()), ("object", quote.content)]
