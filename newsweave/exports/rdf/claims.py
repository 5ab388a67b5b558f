"""Statements as RDF: who says what, how surely, in which sentence.

A statement, and each detail of an event, becomes one `nw:Claim, rdf:Statement` for each evidence, with its own
claimant and sentence, so that conflicting claims stand side by side. Only `things.entities` and `events` write plain
triples.
"""

from collections.abc import Iterator
from functools import lru_cache

from newsweave.exports.rdf.pen import Pen
from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.survey import place
from newsweave.ids import digest
from newsweave.types import Evidence, Statement


def statements(scene: Scene) -> Iterator[str]:
    """Write each statement as claims, one for each evidence."""
    pen = scene.pen
    for statement in scene.part.statements:
        subject, other = pen.node("entity", statement.subject), pen.node("entity", statement.object)
        predicate, (before, after) = f"nw:{statement.predicate}", pen.family("statement", statement.id)
        what = [*described(scene, subject, predicate, other), *_qualifiers(scene, statement)]
        for evidence in statement.evidence:
            claim = f"{before}{claim_digest((predicate, statement.object), voice(evidence))}{after}"
            yield pen.lines(claim, what + scene.standing(evidence))


def claim_digest(content: tuple[str, str], said: str) -> str:
    """Tell the claims of one statement or event apart.

    Args:
        content: The predicate, and what tells the object from others of this predicate, however it is written.
        said: How and where it is said, as `voice` tells it; the score may change.
    """
    return digest(f"{content!a}{said}".encode("ascii"))


def described(scene: Scene, subject: str, predicate: str, value: str) -> list[str]:
    """Say what is claimed: in RDF 1.1 with three properties, in RDF 1.2 with a triple term."""
    pen = scene.pen
    if scene.terms:
        triple = f"<<( {subject} {pen.term(predicate)} {value} )>>"
        return [*pen.is_a("nw:Claim"), pen.pair("rdf:reifies", triple)]
    return [*_head(pen.outside, predicate), pen.pair("rdf:subject", subject), pen.pair("rdf:object", value)]


@lru_cache(maxsize=256)
def _head(pen: Pen, predicate: str) -> list[str]:
    return [*pen.is_a("nw:Claim", "rdf:Statement"), pen.name("rdf:predicate", predicate)]


def _qualifiers(scene: Scene, statement: Statement) -> Iterator[str]:
    pen = scene.pen
    if statement.role:
        yield pen.text("nw:role", statement.role, scene.language(statement.evidence[0].sentence))
    if statement.since:
        yield pen.when("nw:since", statement.since)
    if statement.until:
        yield pen.when("nw:until", statement.until)
    if statement.former:
        yield pen.truth("nw:former", True)
    if statement.derived:
        yield pen.truth("nw:derived", True)


def voice(evidence: Evidence) -> str:
    """Tell the evidence of one statement or event apart by where, by whom and how each says it."""
    claimant = evidence.claimant
    return ascii(
        (
            place(evidence.sentence),
            evidence.trigger and place(evidence.trigger),
            evidence.subject and place(evidence.subject),
            evidence.object and place(evidence.object),
            claimant and (claimant.text, place(claimant.span)),
            str(evidence.modality),
            str(evidence.polarity),
            evidence.extractor,
            [place(value.span) for value in evidence.values],
        )
    )
