"""A graph as pyoxigraph's triples and quads: for JSON-LD and RDF/XML, for rdflib, for stores in memory."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, RdfFormat, Triple, parse

from newsweave.config import Config
from newsweave.exports.rdf.pen import Pen
from newsweave.exports.rdf.statements import named, whole
from newsweave.graph import Graph

_DEFAULT = Config()
_SOME = 1 << 16  # characters that are parsed at a time


def triples(graph: Graph, config: Config = _DEFAULT) -> Iterator[Triple]:
    """Write a graph as triples, those of one subject together: entities first, the dataset last.

    Args:
        graph: The graph.
        config: Its `base` begins our IRIs; with `provenance` none, what some source asserts is all there is.

    Raises:
        WriteError: The base is no IRI.
    """
    return (quad.triple for quad in _parsed(whole(graph, config, Pen(config.base)), RdfFormat.N_TRIPLES))


def quads(graph: Graph, config: Config = _DEFAULT) -> Iterator[Quad]:
    """Write a graph as quads: what each document supports in a graph named as the document is, the rest in one more.

    Each named graph stands by itself, with all that it takes to read it; what two documents need stands in both.
    """
    blocks = (block for _, said in named(graph, config, Pen(config.base)) for block in said)
    return _parsed(blocks, RdfFormat.N_QUADS)


def _parsed(blocks: Iterable[str], how: RdfFormat) -> Iterator[Quad]:
    """Read back what the pen wrote, some blocks at a time."""
    held: list[str] = []
    size = 0
    for block in blocks:
        held.append(block)
        size += len(block)
        if size > _SOME:
            yield from parse("".join(held).encode(), how)
            held, size = [], 0
    yield from parse("".join(held).encode(), how)
