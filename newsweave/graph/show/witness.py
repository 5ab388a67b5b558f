"""One sentence that says so, as plain data to show: its words, what to mark in them, who says so and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from newsweave.graph.events.values import value_words
from newsweave.graph.show.wording import heading, who_words
from newsweave.graph.view import Graph
from newsweave.types import Evidence, Modality, Polarity, Span, Value

# What to mark: "subject", "object", "trigger" or "mention", and where.
Place = tuple[str, Span | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Words to mark.

    Attributes:
        start: In code points of the sentence's text.
        end: Exclusive, as `start`.
        what: "subject", "object", "trigger" or "mention".
    """

    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One sentence that says so.

    Attributes:
        title: Of the document: its headline, or else where it was read, or else its id.
        publisher: Who published it, if known.
        published: When, if known.
        sentence: Where the sentence stands.
        text: Its words.
        highlights: What to mark in them, in order.
        claimant: Who says so; None if the paper itself does.
        modality: How real the source makes it.
        polarity: Whether the source affirms it.
        values: Times and numbers that it gives, in words.
        rule: Name and version of what found it.
        score: How often such a finding is right, 0 to 1.
        copy: Whether the document is a copy or a later version of another.
    """

    title: str
    publisher: str | None
    published: date | None
    sentence: Span
    text: str
    highlights: tuple[Highlight, ...]
    claimant: str | None
    modality: Modality
    polarity: Polarity
    values: tuple[str, ...] = ()
    rule: str
    score: float
    copy: bool = False


def witness(graph: Graph, evidence: Evidence, places: Iterable[Place] = (), values: Iterable[Value] = ()) -> Witness:
    """Make a witness of evidence.

    Args:
        graph: The graph that the evidence is from.
        evidence: What to show.
        places: What to mark besides the trigger; what stands outside the sentence is left out.
        values: Times and numbers that it gives.
    """
    document = graph.document(evidence.sentence.document)
    return Witness(
        title=heading(document),
        publisher=document.publisher,
        published=document.published,
        sentence=evidence.sentence,
        text=graph.words(evidence.sentence),
        highlights=_highlights(evidence.sentence, [*places, ("trigger", evidence.trigger)]),
        claimant=who_words(graph, evidence.claimant) if evidence.claimant else None,
        modality=evidence.modality,
        polarity=evidence.polarity,
        values=tuple(dict.fromkeys(map(value_words, values))),
        rule=evidence.extractor,
        score=evidence.score,
        copy=graph.version_of(document) is not None,
    )


def _highlights(sentence: Span, places: Iterable[Place]) -> tuple[Highlight, ...]:
    """List what to mark, relative to the sentence."""
    found = {
        Highlight(start=span.start - sentence.start, end=span.end - sentence.start, what=what)
        for what, span in places
        if span and span.document == sentence.document
        if sentence.start <= span.start and span.end <= sentence.end
    }
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end, mark.what)))
