"""A graph as triples, or as quads with a named graph a document."""

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import Quad, Triple

from newsweave.config import Config, Provenance
from newsweave.exports.iris import checked_base
from newsweave.exports.rdf import amounts, claims, events, links, quotes, things, vocabulary
from newsweave.exports.rdf.dataset import dataset
from newsweave.exports.rdf.parts import Part, Parts
from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import Names
from newsweave.graph import Graph

_DEFAULT = Config()


def triples(graph: Graph, config: Config = _DEFAULT) -> Iterator[Triple]:
    """Write a graph as triples, those of one subject together: entities first, the dataset last.

    Args:
        graph: The graph.
        config: Its `base` begins our IRIs; with `provenance` none, what some source asserts is all there is.

    Raises:
        WriteError: The base is no IRI.
    """
    parts, bare = Parts(graph), config.provenance is Provenance.NONE
    scene = _scene(parts, parts.asserted() if bare else parts.whole, config)
    counted = _Counted(_bare(scene) if bare else _evident(scene))
    yield from counted
    yield from dataset(scene, counted.number)


def quads(graph: Graph, config: Config = _DEFAULT) -> Iterator[Quad]:
    """Write a graph as quads: what each document supports in a graph named as the document is, the rest in one more.

    Each named graph stands by itself, with all that it takes to read it; what two documents need stands in both.
    """
    names, number = Names(checked_base(config.base)), 0
    for identifier, share in document_graphs(graph, config):
        here = names("doc", identifier)
        for triple in share:
            number += 1
            yield Quad(triple.subject, triple.predicate, triple.object, here)
    here = names("dataset", "graph")
    for triple in dataset_graph(graph, config, number):
        yield Quad(triple.subject, triple.predicate, triple.object, here)


def document_graphs(graph: Graph, config: Config = _DEFAULT) -> Iterator[tuple[str, Iterator[Triple]]]:
    """Give each document's id and what it supports, by id."""
    parts = Parts(graph)
    for part in parts.shares():
        yield part.documents[0].id, _evident(_scene(parts, part, config), labels=False)


def dataset_graph(graph: Graph, config: Config = _DEFAULT, number: int = 0) -> Iterator[Triple]:
    """Write what belongs to no document: what the whole is, and labels for the terms in use."""
    parts = Parts(graph)
    scene = _scene(parts, parts.whole, config)
    counted = _Counted(chain(things.software(scene), vocabulary.labels(scene)))
    yield from counted
    yield from dataset(scene, number + counted.number)


def _scene(parts: Parts, part: Part, config: Config) -> Scene:
    names, evidence = Names(checked_base(config.base)), config.provenance is not Provenance.NONE
    return Scene(parts=parts, names=names, part=part, evidence=evidence, terms=config.triple_terms)


def _evident(scene: Scene, *, labels: bool = True) -> Iterator[Triple]:
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
        vocabulary.labels(scene) if labels else (),
    )


def _bare(scene: Scene) -> Iterator[Triple]:
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


class _Counted:
    """Triples, and how many there were."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._triples = triples
        self.number = 0

    def __iter__(self) -> Iterator[Triple]:
        for triple in self._triples:
            self.number += 1
            yield triple
