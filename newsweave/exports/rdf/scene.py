"""What every part of the RDF needs to know of the graph: who published, which run read, in which language."""

from dataclasses import dataclass
from functools import lru_cache

from newsweave import __version__
from newsweave.exports.labels import claim_status
from newsweave.exports.rdf.parts import Part, Parts
from newsweave.exports.rdf.pen import Pen
from newsweave.graph import Graph
from newsweave.ids import content_id
from newsweave.types import Document, Evidence, Modality, Participant, Polarity, Span


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """What is written, and how.

    Attributes:
        parts: The graph, and what it can be divided into.
        pen: What it is written with.
        part: What of it is written.
        evidence: Whether to say of each thing who says so, where and how surely; else the bare triples.
        terms: Whether claims hold triple terms (RDF 1.2) instead of subject, predicate and object (RDF 1.1).
    """

    parts: Parts
    pen: Pen
    part: Part
    evidence: bool = True
    terms: bool = False

    @property
    def graph(self) -> Graph:
        """The graph."""
        return self.parts.graph

    def language(self, span: Span) -> str:
        """Tell the language in which a span is written."""
        return self.parts.spoken[span.document]

    def words(self, span: Span) -> str:
        """Give the words of a span."""
        return self.graph.words(span)

    def publisher(self, document: Document) -> str | None:
        """Name who published a document, if that is known."""
        return self.pen.node("publisher", document.publisher) if document.publisher else None

    def run(self, pipeline: str) -> str:
        """Name a run: the same software and model are the same run, whenever it was."""
        return self.pen.node("run", _run_id(pipeline))

    def participant(self, participant: Participant | None) -> str | None:
        """Name an entity, or else the group that the text describes."""
        if participant is None:
            return None
        if participant.entity is not None:
            return self.pen.node("entity", participant.entity)
        return self.pen.spot("group", participant.span)

    def quantity(self, span: Span) -> str:
        """Name a number by where it stands."""
        return self.pen.spot("quantity", span)

    def standing(self, evidence: Evidence) -> list[str]:
        """Say how a claim stands: who makes it, how surely, and where it is written."""
        pen, claimant = self.pen, evidence.claimant
        how = _how(pen.outside, claim_status(evidence), evidence.modality, evidence.polarity)
        if not self.evidence:
            return how[:1]
        said = [*how, _sure(pen.outside, evidence.score)]
        if claimant is not None and claimant.entity is not None:
            said.append(pen.pair("nw:attributedTo", self.participant(claimant)))
        elif claimant is not None and claimant.text:
            said.append(pen.text("nw:claimantText", claimant.text, self.language(claimant.span)))
        if evidence.extractor:
            said.append(pen.often("nw:extractor", evidence.extractor))
        said.append(pen.pair("prov:wasDerivedFrom", pen.span(evidence.sentence)))
        return said + self._origin(evidence.sentence.document)

    def _origin(self, document: str) -> list[str]:
        """Say where something comes from beside its sentence: the publisher, the run (PROV-O)."""
        pen = self.pen.outside
        found = self.parts.origins.get((pen, document))
        if found is None:
            said = [
                pen.pair("prov:wasAttributedTo", self.publisher(self.graph.document(document))),
                pen.pair("prov:wasGeneratedBy", self.run(self.parts.pipelines[document])),
            ]
            found = self.parts.origins[pen, document] = list(filter(None, said))
        return found


@lru_cache(maxsize=256)
def _how(pen: Pen, status: str, modality: Modality, polarity: Polarity) -> list[str]:
    said = {"nw:status": status, "nw:modality": modality, "nw:polarity": polarity}
    return [pen.name(predicate, f"nw:{word.capitalize()}") for predicate, word in said.items()]


@lru_cache(maxsize=1024)
def _sure(pen: Pen, score: float) -> str:
    return pen.decimal("nw:confidence", score)


@lru_cache(maxsize=64)
def _run_id(pipeline: str) -> str:
    return content_id("q", __version__, pipeline)[1:]
