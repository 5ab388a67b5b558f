"""Open triples as records: arguments as participants, and who says it, how surely, in which sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from spacy.tokens import Token

from newsweave.ids import content_id
from newsweave.ingest.claims import Tokens, claimant
from newsweave.ingest.reading import Reading
from newsweave.ingest.stance import Stance, stance
from newsweave.ingest.things import Things
from newsweave.ingest.triple_relations import shares, words
from newsweave.ingest.triple_types import Open
from newsweave.types import Evidence, Modality, Polarity, Triple

_CONDITIONS = frozenset({"if", "unless", "whether"})


def triples(
    reading: Reading, things: Things, found: Iterable[Open], speaking: Mapping[int, Tokens]
) -> tuple[Triple, ...]:
    """Make the open triples of a document, in text order.

    Args:
        reading: The document.
        things: Its entities.
        found: What the clauses and appositions say.
        speaking: Who speaks where.
    """
    return tuple(_triple(reading, things, each, speaking) for each in found)


def _triple(reading: Reading, things: Things, found: Open, speaking: Mapping[int, Tokens]) -> Triple:
    subject, object_ = things.participant(*found.subject), things.participant(*found.object)
    return Triple(
        id=content_id("t", subject.span, found.relation, object_.span),
        subject=subject,
        relation=found.relation,
        object=object_,
        evidence=_evidence(reading, things, found, speaking),
    )


def _evidence(reading: Reading, things: Things, found: Open, speaking: Mapping[int, Tokens]) -> Evidence:
    head = reading.doc[found.head]
    verbal = head.tag_.startswith("VB")
    held = _stance(head, reading.doc[found.top]) if verbal else Stance()
    says = claimant(reading.doc[found.top], speaking)
    return Evidence(
        sentence=reading.sentence(head.i),
        trigger=reading.span(head.i, head.i + 1) if verbal else None,
        subject=reading.span(*found.subject),
        object=reading.span(*found.object),
        claimant=things.participant(*says) if says else None,
        modality=held.modality,
        polarity=held.polarity,
        extractor=found.rule,
        score=found.score,
    )


def _stance(verb: Token, top: Token) -> Stance:
    """Read how real a verb is made; a second verb of a list shares the "not" of the first, all share an "if"."""
    held = stance(verb)
    if any(child.dep_ == "mark" and child.lower_ in _CONDITIONS for child in top.children):
        held = replace(held, modality=Modality.HYPOTHETICAL)
    own = any(child.dep_ == "neg" for child in verb.children)
    if shares(verb) and not own and any(verb.doc[i].dep_ == "neg" for i in words(verb)):
        held = replace(held, polarity=Polarity.NEGATIVE)
    return held
