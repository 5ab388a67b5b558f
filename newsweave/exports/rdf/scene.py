"""What every part of the RDF needs to know of the graph: who published, which run read, in which language."""

from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from newsweave import __version__
from newsweave.exports.labels import claim_status
from newsweave.exports.rdf.parts import Part, Parts
from newsweave.exports.rdf.terms import Names, Pair, decimal, term, text
from newsweave.graph import Graph
from newsweave.ids import content_id
from newsweave.types import Document, Evidence, Participant, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is written, and how.

    Attributes:
        parts: The graph, and what it can be divided into.
        names: The names of its things.
        part: What of it is written.
        evidence: Whether to say of each thing who says so, where and how surely; else the bare triples.
        terms: Whether claims hold triple terms (RDF 1.2) instead of subject, predicate and object (RDF 1.1).
    """

    parts: Parts
    names: Names
    part: Part
    evidence: bool = True
    terms: bool = False

    @property
    def graph(self) -> Graph:
        """The graph."""
        return self.parts.graph

    def language(self, span: Span) -> str:
        """Tell the language in which a span is written."""
        return self.parts.documents[span.document].language

    def words(self, span: Span) -> str:
        """Give the words of a span."""
        return self.parts.documents[span.document].text[span.start : span.end]

    def publisher(self, document: Document) -> NamedNode | None:
        """Name who published a document, if that is known."""
        return self.names("publisher", document.publisher) if document.publisher else None

    def run(self, pipeline: str) -> NamedNode:
        """Name a run: the same software and model are the same run, whenever it was."""
        return self.names("run", _run_id(pipeline))

    def participant(self, participant: Participant | None) -> NamedNode | None:
        """Name an entity, or else the group that the text describes."""
        if participant is None:
            return None
        if participant.entity is not None:
            return self.names("entity", participant.entity)
        span = participant.span
        return self.names("group", span.document, span.start, span.end)

    def quantity(self, span: Span) -> NamedNode:
        """Name a number by where it stands."""
        return self.names("quantity", span.document, span.start, span.end)

    def standing(self, evidence: Evidence) -> tuple[Pair, ...]:
        """Say how a claim stands: who makes it, how surely, and where it is written."""
        if not self.evidence:
            return ((term("nw:status"), term(f"nw:{claim_status(evidence).capitalize()}")),)
        claimant = evidence.claimant
        known = claimant is not None and claimant.entity is not None
        return (
            (term("nw:status"), term(f"nw:{claim_status(evidence).capitalize()}")),
            (term("nw:modality"), term(f"nw:{evidence.modality.capitalize()}")),
            (term("nw:polarity"), term(f"nw:{evidence.polarity.capitalize()}")),
            (term("nw:confidence"), decimal(evidence.score)),
            (term("nw:attributedTo"), self.participant(claimant) if known else None),
            (
                term("nw:claimantText"),
                text(claimant.text, self.language(claimant.span)) if claimant and not known else None,
            ),
            (term("nw:extractor"), text(evidence.extractor)),
            *self.origin(evidence.sentence),
        )

    def origin(self, sentence: Span) -> tuple[Pair, ...]:
        """Say where something comes from: the sentence, the publisher, the run (PROV-O)."""
        document = self.parts.documents[sentence.document]
        return (
            (term("prov:wasDerivedFrom"), self.names.span(sentence)),
            (term("prov:wasAttributedTo"), self.publisher(document)),
            (term("prov:wasGeneratedBy"), self.run(self.parts.pipelines[document.id])),
        )


@lru_cache(maxsize=64)
def _run_id(pipeline: str) -> str:
    return content_id("q", __version__, pipeline)[1:]
