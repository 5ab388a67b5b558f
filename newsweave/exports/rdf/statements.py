"""A graph as blocks of text: one for each subject, as triples, or with a named graph a document."""

from collections.abc import Iterator
from itertools import chain

from newsweave.config import Config, Provenance
from newsweave.exports.rdf import amounts, claims, events, links, quotes, things, vocabulary
from newsweave.exports.rdf.dataset import dataset
from newsweave.exports.rdf.parts import Part, Parts
from newsweave.exports.rdf.pen import Pen
from newsweave.exports.rdf.scene import Scene
from newsweave.graph import Graph


def whole(graph: Graph, config: Config, pen: Pen) -> Iterator[str]:
    """Write a graph as triples, those of one subject together: entities first, the dataset last."""
    parts, bare = Parts(graph), config.provenance is Provenance.NONE
    scene = _scene(parts, parts.asserted() if bare else parts.whole, config, pen)
    yield from _bare(scene) if bare else _evident(scene)
    yield from dataset(scene)


def named(graph: Graph, config: Config, pen: Pen) -> Iterator[tuple[str, Iterator[str]]]:
    """Write what each document supports under the document's name, the rest under one more.

    Each named graph stands by itself, with all that it takes to read it; what two documents need stands in both.
    """
    parts = Parts(graph)
    for part in parts.shares():
        name = pen.node("doc", part.documents[0].id)
        yield name, share(parts, part, config, pen.inside(name))
    name = pen.node("dataset", "graph")
    yield name, rest(parts, config, pen.inside(name))


def share(parts: Parts, part: Part, config: Config, pen: Pen) -> Iterator[str]:
    """Write what one document supports."""
    return _evident(_scene(parts, part, config, pen), whole=False)


def rest(parts: Parts, config: Config, pen: Pen) -> Iterator[str]:
    """Write what belongs to no document, after all documents: what the whole is, copies, labels for terms."""
    scene = _scene(parts, parts.whole, config, pen)
    return chain(things.software(scene), things.versions(scene), vocabulary.labels(scene), dataset(scene))


def _scene(parts: Parts, part: Part, config: Config, pen: Pen) -> Scene:
    evidence = config.provenance is not Provenance.NONE
    return Scene(parts=parts, pen=pen, part=part, evidence=evidence, terms=config.triple_terms)


def _evident(scene: Scene, *, whole: bool = True) -> Iterator[str]:
    """Write a part with all its evidence."""
    return chain(
        things.entities(scene),
        links.considered(scene),
        events.events(scene),
        amounts.groups(scene),
        amounts.quantities(scene),
        quotes.quotes(scene),
        claims.statements(scene),
        things.documents(scene),
        things.sentences(scene),
        things.runs(scene),
        *((things.versions(scene), vocabulary.labels(scene)) if whole else ()),
    )


def _bare(scene: Scene) -> Iterator[str]:
    """Write a part without its evidence."""
    return chain(
        things.entities(scene),
        events.events(scene),
        amounts.groups(scene),
        amounts.quantities(scene),
        quotes.quotes(scene),
        things.software(scene),
        vocabulary.labels(scene),
    )
