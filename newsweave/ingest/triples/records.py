"""Open triples as records: arguments as participants, and who says it, how surely, in which sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from spacy.tokens import Token

from newsweave.ids import content_id
from newsweave.ingest.grammar.stance import Stance, stance
from newsweave.ingest.quotes.claims import Tokens, claimant
from newsweave.ingest.reading import Reading
from newsweave.ingest.things import Things
from newsweave.ingest.triples.relations import shares, words
from newsweave.ingest.triples.titles import Run
from newsweave.ingest.triples.types import Open
from newsweave.types import Evidence, Modality, Participant, Polarity, Triple

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
    records = _Records(reading, things, speaking)
    return tuple(records.triple(each) for each in found)


class _Records:
    """Makes the records of one document; a clause gives several triples, and is looked at once."""

    def __init__(self, reading: Reading, things: Things, speaking: Mapping[int, Tokens]) -> None:
        self._reading = reading
        self._things = things
        self._speaking = speaking
        self._participants: dict[Run, Participant] = {}
        self._clauses: dict[tuple[int, int], Evidence] = {}

    def triple(self, found: Open) -> Triple:
        subject, object_ = self._participant(found.subject), self._participant(found.object)
        key = (found.head, found.top)
        if key not in self._clauses:
            self._clauses[key] = self._clause(found)
        evidence = replace(
            self._clauses[key], subject=subject.span, object=object_.span, extractor=found.rule, score=found.score
        )
        return Triple(
            id=content_id("t", subject.span, found.relation, object_.span),
            subject=subject,
            relation=found.relation,
            object=object_,
            evidence=evidence,
        )

    def _participant(self, run: Run) -> Participant:
        if run not in self._participants:
            self._participants[run] = self._things.participant(*run)
        return self._participants[run]

    def _clause(self, found: Open) -> Evidence:
        """Make the evidence that all triples of a clause share."""
        reading = self._reading
        head, top = reading.doc[found.head], reading.doc[found.top]
        verbal = head.tag_.startswith("VB")
        held = _stance(head, top) if verbal else Stance()
        says = claimant(top, self._speaking)
        return Evidence(
            sentence=reading.sentence(head.i),
            trigger=reading.span(head.i, head.i + 1) if verbal else None,
            claimant=self._participant(says) if says else None,
            modality=held.modality,
            polarity=held.polarity,
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
