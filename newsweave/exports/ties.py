"""What ties two entities, gathered for the edges of a property graph.

A tie is one subject, predicate and object of statements, or one agent, event type and patient or recipient of
events, with every claim that says so. An event with an end that is no entity ties nothing.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from newsweave.exports.labels import event_words, predicate_words
from newsweave.graph import Graph
from newsweave.graph.actors import event_pairs
from newsweave.graph.shown import shown
from newsweave.graph.values import date_words
from newsweave.ids import content_id
from newsweave.types import Event, Evidence, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What ties two entities in one way.

    Attributes:
        identifier: Hash of the three below, apart for statements and events.
        source: Canonical id of the subject or agent.
        kind: The predicate, or the type of the events.
        event: Whether it is of events.
        target: Canonical id of the object, patient or recipient.
        label: The kind in words.
        claims: One for each time it is said.
        words: The posts or parts of statements, the verbs of events.
        former: Whether each claim says that it is over.
        dates: When the events were.
    """

    identifier: str
    source: str
    kind: str
    event: bool
    target: str
    label: str
    claims: tuple[Evidence, ...]
    words: tuple[str, ...]
    former: bool = False
    dates: tuple[str, ...] = ()


def ties(graph: Graph) -> list[Tie]:
    """List all ties, by source, kind and target."""
    found = [*_of_statements(graph), *_of_events(graph)]
    return sorted(found, key=lambda tie: (tie.source, tie.kind, tie.target, tie.identifier))


def _of_statements(graph: Graph) -> Iterator[Tie]:
    grouped: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in shown(graph.statements()):  # an edge for what follows would say it twice
        grouped[statement.subject, statement.predicate, statement.object].append(statement)
    for (source, kind, target), statements in grouped.items():
        yield Tie(
            identifier=content_id("s", source, kind, target),
            source=source,
            kind=kind,
            event=False,
            target=target,
            label=predicate_words(kind)[0],
            claims=tuple(claim for statement in statements for claim in statement.evidence),
            words=tuple(statement.role for statement in statements if statement.role),
            former=all(statement.former for statement in statements),
        )


def _of_events(graph: Graph) -> Iterator[Tie]:
    grouped: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in graph.events():
        for source, target in event_pairs(event):
            grouped[source, event.type, target].append(event)
    for (source, kind, target), events in grouped.items():
        yield Tie(
            identifier=content_id("v", source, kind, target),
            source=source,
            kind=kind,
            event=True,
            target=target,
            label=event_words(kind)[0],
            claims=tuple(claim for event in events for claim in event.evidence),
            words=tuple(" ".join(graph.words(event.trigger).split()) for event in events),
            dates=tuple(sorted(date_words(event.time) for event in events if event.time)),
        )
