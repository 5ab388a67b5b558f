"""What the page is given: a graph as plain lists that point at each other by number.

Claims are what everything rests on: a sentence, who says so and how, when. Ties (the edges) and events list their
claims; nodes are found from both. Offsets are in UTF-16 code units, as JavaScript counts.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from newsweave.exports.labels import event_words, statuses
from newsweave.exports.rows import COLOURS
from newsweave.exports.ties import Tie, ties
from newsweave.graph import Graph
from newsweave.graph.events.values import days, told
from newsweave.graph.show.witness import Highlight, Place, witness
from newsweave.graph.show.wording import deed_words, heading, standing_words
from newsweave.types import Document, Entity, Event, Evidence, Kind, Role, Span

FORMAT = 1  # of the data; script/data.js reads the same
_MENTIONS = 12  # sentences that mention an entity, besides those behind its ties
_WORDS = 4  # posts or verbs on a tie
_KINDS = ("person", "organisation", "place", "group", "event", "work", "product", "law")


def page_data(graph: Graph) -> dict[str, Any]:
    """Give a graph as lists of numbers and strings, in the graph's own order."""
    return _Lists(graph).all()


@dataclass
class _Numbers:
    """Gives each thing a number, and keeps what was said of it."""

    numbers: dict[Hashable, int] = field(default_factory=dict)
    values: list[Any] = field(default_factory=list)

    def number(self, key: Hashable, value: Any) -> int:
        if key not in self.numbers:
            self.numbers[key] = len(self.values)
            self.values.append(value)
        return self.numbers[key]


class _Lists:
    """Gathers the lists; each thing is written once."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.documents = _Numbers()
        self.sentences = _Numbers()
        self.claimants = _Numbers()
        self.standings = _Numbers()
        self.statuses = _Numbers()
        self.claims = _Numbers()
        self.nodes = {entity.id: number for number, entity in enumerate(graph.entities())}
        self.told_by = {evidence: event for event in graph.events() for evidence in event.evidence}

    def all(self) -> dict[str, Any]:
        for document in sorted(self.graph.documents(), key=_by_day):
            day = document.published.isoformat() if document.published else None
            self.documents.number(document.id, [heading(document), document.publisher, day, document.url])
        found = [self._tie(tie) for tie in ties(self.graph)]
        events = [self._event(event) for event in self.graph.events()]
        quotes = self._quotes()
        nodes = [self._node(entity) for entity in self.graph.entities()]
        return {
            "format": FORMAT,
            "kinds": [[kind, words, COLOURS[kind]] for kind, words in zip(Kind, _KINDS, strict=True)],
            "documents": self.documents.values,
            "sentences": self.sentences.values,
            "claimants": self.claimants.values,
            "standings": self.standings.values,
            "statuses": self.statuses.values,
            "claims": self.claims.values,
            "nodes": nodes,
            "ties": found,
            "events": events,
            "quotes": quotes,
        }

    def _node(self, entity: Entity) -> list[Any]:
        mentions = self.graph.mentions(entity.id)
        sentences = dict.fromkeys(mention.sentence for mention in mentions)
        elsewhere = {link.scheme: link.id for link in reversed(entity.links) if link.accepted}
        others = [name for name, _ in entity.names if name != entity.name]
        return [
            entity.name,
            list(Kind).index(entity.kind),
            others,
            len(mentions),
            [self._sentence(span) for span in list(sentences)[:_MENTIONS]],
            [[scheme, elsewhere[scheme]] for scheme in sorted(elsewhere)],
        ]

    def _tie(self, tie: Tie) -> list[Any]:
        words = list(dict.fromkeys(tie.words))
        return [
            self.nodes[tie.source],
            self.nodes[tie.target],
            tie.kind,
            int(tie.event),
            tie.label,
            ", ".join([*words[:_WORDS], *(["\u2026"] if len(words) > _WORDS else [])]),
            int(tie.former),
            [self._claim(claim, self.told_by.get(claim) if tie.event else None) for claim in tie.claims],
        ]

    def _event(self, event: Event) -> list[Any]:
        parties = {filler.participant.entity for filler in event.roles}
        return [
            event.type,
            event_words(event.type)[0],
            deed_words(self.graph, event),
            sorted(self.nodes[entity] for entity in parties if entity),
            [self._claim(claim, event) for claim in event.evidence],
        ]

    def _quotes(self) -> list[Any]:
        return [
            [self.nodes[quote.speaker.entity], self._claim(quote.evidence[0], None), self.graph.words(quote.content)]
            for quote in self.graph.quotes()
            if quote.speaker and quote.speaker.entity
        ]

    def _claim(self, evidence: Evidence, event: Event | None) -> int:
        key = evidence, event.id if event else None
        return self.claims.numbers[key] if key in self.claims.numbers else self._new_claim(key, event)

    def _new_claim(self, key: tuple[Evidence, str | None], event: Event | None) -> int:
        evidence = key[0]
        values = told(event, evidence) if event else evidence.values
        found = witness(self.graph, evidence, _places(evidence, event), values)
        first, last = self._when(evidence, event)
        standing = standing_words(found.claimant, evidence.modality, evidence.polarity)
        claim = [
            self._sentence(evidence.sentence),
            self.claimants.number(found.claimant, found.claimant),
            self.standings.number(standing, standing),
            [self.statuses.number(status, status) for status in statuses([evidence])],
            first,
            last,
            list(found.values),
            _marks(found.text, found.highlights),
            found.rule,
            found.score,
        ]
        return self.claims.number(key, claim)

    def _sentence(self, span: Span) -> int:
        if span in self.sentences.numbers:
            return self.sentences.numbers[span]
        return self.sentences.number(span, [self.documents.numbers[span.document], self.graph.words(span)])

    def _when(self, evidence: Evidence, event: Event | None) -> tuple[str | None, str | None]:
        """Tell the days that a claim is about: the event's own, or else the day on which it was published."""
        found = days(event.time) if event else None
        published = self.graph.document(evidence.sentence.document).published
        if found is None:
            return (published.isoformat(), published.isoformat()) if published else (None, None)
        return found[0].isoformat(), found[1].isoformat()


def _places(evidence: Evidence, event: Event | None) -> list[Place]:
    if event is None:
        return [("subject", evidence.subject), ("object", evidence.object)]
    return [("subject" if each.role is Role.AGENT else "object", each.participant.span) for each in event.roles]


def _marks(text: str, highlights: Iterable[Highlight]) -> list[list[int | str]]:
    return [[_utf16(text, mark.start), _utf16(text, mark.end), mark.what] for mark in highlights]


def _utf16(text: str, offset: int) -> int:
    """Count as JavaScript does, to which letters beyond U+FFFF are two."""
    return offset + sum(letter > "\uffff" for letter in text[:offset])


def _by_day(document: Document) -> tuple[object, ...]:
    """Order documents by day, those without one last."""
    return document.published is None, document.published, heading(document), document.id
