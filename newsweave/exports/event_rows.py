"""Events as nodes of a property graph, tied to the entities that take part in them.

Who takes part and has no name ("police", "18 protesters") is told at the event, in the words of the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from newsweave.exports.iris import iri
from newsweave.exports.labels import statuses
from newsweave.exports.rows import dates_of, diameter, documents_of, joined, sentences_of, sources_of
from newsweave.exports.spells import Spell
from newsweave.exports.ties import Tie, occurred
from newsweave.graph import Graph
from newsweave.graph.events.values import date_words, days, number_words
from newsweave.graph.show.wording import deed_words, filler_words
from newsweave.types import Event, Role

COLOUR = "#f0c000"  # of no kind of entity


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event.

    Attributes:
        identifier: The event's id.
        label: Who did what to whom and where.
        kind: The type: "ARREST".
        iri: As in the RDF.
        mentions: How often it is told.
        documents: In how many documents.
        links: How many entities take part.
        sources: Who tells it.
        first_date: Day of the earliest dated document.
        event: True; entities have False.
        happened: When, as exactly as it is known.
        first_day: The first day that it may have been on.
        last_day: The last.
        agents: Who did it.
        patients: To whom it was done.
        recipients: To whom something was given or said.
        places: Where.
        numbers: How many, as anybody tells it.
        asserted: Whether at least one source itself says that it happened.
        status: How the claims stand: asserted, reported, denied, planned ...
        claimants: Who says so, other than the papers.
        evidence: The first sentences that say so.
        spells: When it was; where that is not known, when papers told it.
    """

    identifier: str
    label: str
    kind: str
    iri: str
    mentions: int
    documents: int
    links: int
    sources: str | None
    first_date: str | None
    event: bool = True
    happened: str | None
    first_day: str | None
    last_day: str | None
    agents: str | None
    patients: str | None
    recipients: str | None
    places: str | None
    numbers: str | None
    asserted: bool
    status: str
    claimants: str | None
    evidence: str
    spells: tuple[Spell, ...] = ()

    @property
    def color(self) -> str:
        """Return the colour of events, as #rrggbb."""
        return COLOUR

    @property
    def size(self) -> float:
        """Return a diameter that grows with how often it is told."""
        return diameter(self.mentions)


def event_node(graph: Graph, event: Event, found: Sequence[Tie], base: str) -> EventRow:
    """Make the row of an event in which so many take part."""
    documents = documents_of(graph, (claim.sentence.document for claim in event.evidence))
    first, last = days(event.time) or (None, None)
    return EventRow(
        identifier=event.id,
        label=deed_words(graph, event),
        kind=event.type,
        iri=iri(base, "event", event.id),
        mentions=len(event.evidence),
        documents=len(documents),
        links=len(found),
        sources=sources_of(documents),
        first_date=min(dates_of(documents), default=None),
        happened=date_words(event.time) if event.time else None,
        first_day=first.isoformat() if first else None,
        last_day=last.isoformat() if last else None,
        agents=filler_words(graph, event, Role.AGENT) or None,
        patients=filler_words(graph, event, Role.PATIENT) or None,
        recipients=filler_words(graph, event, Role.RECIPIENT) or None,
        places=filler_words(graph, event, Role.PLACE) or None,
        numbers=joined(number_words(value) for value in event.quantities),
        asserted=any(claim.asserted for claim in event.evidence),
        status=joined(statuses(event.evidence)) or "",
        claimants=joined(claim.claimant.text for claim in event.evidence if claim.claimant),
        evidence=sentences_of(graph, event.evidence),
        spells=occurred(graph, event),
    )
