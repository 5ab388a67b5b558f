"""What ties two entities, gathered for the edges of a property graph.

A tie is one subject, predicate and object of statements, or one agent, event type and patient or recipient of
events, with every claim that says so. An event with an end that is no entity ties nothing.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from newsweave.exports.labels import event_words, predicate_words
from newsweave.exports.spells import Spell, told_on, united
from newsweave.graph import Graph
from newsweave.graph.events.values import covered, date_words, days
from newsweave.graph.networks.actors import event_pairs
from newsweave.graph.show.shown import shown
from newsweave.ids import content_id
from newsweave.types import Event, Evidence, Role, Statement


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
        spells: When it was so, or when it was told, as first and last days.
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
    spells: tuple[Spell, ...] = ()


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
            spells=united(spell for statement in statements for spell in _held(graph, statement)),
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
            spells=united(spell for event in events for spell in occurred(graph, event)),
        )


def roles(graph: Graph) -> list[Tie]:
    """List what ties events to the entities that take part in them, by event, role and entity."""
    return [tie for event in events_once(graph) for tie in _of_roles(graph, event)]


def events_once(graph: Graph) -> list[Event]:
    """List events, each id once, so that no file has a node twice."""
    return list({event.id: event for event in graph.events()}.values())


def _of_roles(graph: Graph, event: Event) -> Iterator[Tie]:
    grouped: dict[tuple[Role, str], list[str]] = defaultdict(list)
    for filler in event.roles:
        if filler.participant.entity:
            grouped[filler.role, filler.participant.entity].append(" ".join(filler.participant.text.split()))
    for (role, target), words in sorted(grouped.items()):
        yield Tie(
            identifier=content_id("v", "role", event.id, role, target),
            source=event.id,
            kind=role.value,
            event=True,
            target=target,
            label=role.value,
            claims=event.evidence,
            words=tuple(words),
            dates=(date_words(event.time),) if event.time else (),
            spells=occurred(graph, event),
        )


def occurred(graph: Graph, event: Event) -> tuple[Spell, ...]:
    """Tell when an event was; where it has no date, when it was told."""
    found = days(event.time)
    return (found,) if found else told_on(graph, event.evidence)


def _held(graph: Graph, statement: Statement) -> tuple[Spell, ...]:
    """Tell when a state held: from its beginning, as far as it is known, to its end or the last time it was told."""
    told = told_on(graph, statement.evidence)
    since = covered(statement.since) if statement.since else None
    until = covered(statement.until) if statement.until else None
    first = since[0] if since else min((first for first, _ in told), default=None)
    last = until[1] if until else max((last for _, last in told), default=None)
    if since or until:
        ends = first or (until[1] if until else None), last or (since[0] if since else None)
        if ends[0] and ends[1] and ends[0] <= ends[1]:
            return ((ends[0], ends[1]),)
    return told
