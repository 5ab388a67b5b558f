"""Statements as RDF: who says what, how surely, in which sentence.

A statement, and each detail of an event, becomes one `nw:Claim, rdf:Statement` for each evidence, with its own
claimant and sentence, so that conflicting claims stand side by side. Only `things.entities` and `events` write plain
triples.
"""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import Pair, Term, about, term, text, truth, when
from newsweave.ids import content_id
from newsweave.types import Evidence, Span, Statement

Content = tuple[NamedNode, NamedNode, Term]  # subject, predicate, object


def statements(scene: Scene) -> Iterator[Triple]:
    """Write each statement as claims, one for each evidence."""
    for statement in scene.part.statements:
        qualifiers = _qualifiers(scene, statement)
        content = (
            scene.names("entity", statement.subject),
            term(f"nw:{statement.predicate}"),
            scene.names("entity", statement.object),
        )
        for evidence in statement.evidence:
            yield from claim(scene, statement.id, content, evidence, *qualifiers)


def claim(
    scene: Scene,
    identifier: str,
    content: Content,
    evidence: Evidence,
    *qualifiers: Pair,
) -> Iterator[Triple]:
    """Write one claim: what is claimed, and how that stands."""
    return about(
        scene.names("statement", _claim_id(identifier, content, evidence)),
        (term("rdf:type"), term("nw:Claim")),
        *(_reified(content) if scene.terms else _described(content)),
        *qualifiers,
        *scene.standing(evidence),
    )


def _described(content: Content) -> tuple[Pair, ...]:
    """Say what is claimed, in RDF 1.1."""
    return (
        (term("rdf:type"), term("rdf:Statement")),
        (term("rdf:subject"), content[0]),
        (term("rdf:predicate"), content[1]),
        (term("rdf:object"), content[2]),
    )


def _reified(content: Content) -> tuple[Pair, ...]:
    """Say what is claimed, in RDF 1.2."""
    return ((term("rdf:reifies"), Triple(*content)),)


def _qualifiers(scene: Scene, statement: Statement) -> tuple[Pair, ...]:
    language = scene.language(statement.evidence[0].sentence)
    return (
        (term("nw:role"), text(statement.role, language)),
        (term("nw:since"), when(statement.since)),
        (term("nw:until"), when(statement.until)),
        (term("nw:former"), truth(statement.former)),
        (term("nw:derived"), truth(statement.derived)),
    )


def _claim_id(identifier: str, content: Content, evidence: Evidence) -> str:
    """Tell the claims of one statement or event apart by what, where and how each says; the score may change."""
    claimant = evidence.claimant
    who = (claimant.text, _place(claimant.span)) if claimant else (None, None)
    spans = (evidence.sentence, evidence.trigger, evidence.subject, evidence.object)
    values = (_place(value.span) for value in evidence.values)
    how = (*who, evidence.modality.value, evidence.polarity.value, evidence.extractor, *values)
    what = content[1].value, content[2].value
    return f"{identifier}-{content_id('s', *what, *map(_place, spans), *how)[1:]}"


def _place(span: Span | None) -> str | None:
    return f"{span.document},{span.start},{span.end}" if span else None
