"""RDF for triple stores, streamed, the same bytes for the same graph.

Own IRIs are the subjects. A plain triple is written only for what a source asserts; whatever is reported,
denied, planned or possible lives in its claim alone, and so does every role, time and number of an event that no
source asserts. Who holds which position where, with the sentence:

    SELECT ?person ?role ?where ?sentence WHERE {
      ?claim rdf:subject/rdfs:label ?person ; rdf:predicate nw:position_in ; rdf:object/rdfs:label ?where ;
             nw:role ?role ; prov:wasDerivedFrom/nif:anchorOf ?sentence }

Open triples stay in the records: their relations are words of the text, and no terms.

    parts.py        what is written: the whole, what is asserted, what one document supports
    pen.py          what it is written with: terms, pairs and blocks, as text
    things.py ...   what each thing says of itself
    dataset.py      what the whole is
    statements.py   all that, as blocks of triples or quads
    text.py         as Turtle, TriG, N-Triples, N-Quads
    objects.py      as pyoxigraph's objects, from which writing.py makes JSON-LD and RDF/XML
"""

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from newsweave.config import Config, Provenance
from newsweave.errors import WriteError
from newsweave.exports.iris import checked_base
from newsweave.exports.rdf import text, writing
from newsweave.exports.rdf.objects import quads, triples
from newsweave.exports.rdf.syntaxes import SYNTAXES, Syntax
from newsweave.exports.rdf.terms import prefixes
from newsweave.exports.rdf.with_rdflib import rdflib_graph
from newsweave.graph import Graph

if TYPE_CHECKING:
    import rdflib

_DEFAULT = Config()


def to_rdflib(graph: Graph, config: Config = _DEFAULT) -> "rdflib.Graph":
    """Make a graph of rdflib of the triples.

    Args:
        graph: The graph.
        config: As for `triples`; rdflib knows no triple terms of RDF 1.2.
    """
    if config.triple_terms:
        raise WriteError("rdflib", "it has no triple terms", "leave out triple_terms")
    return rdflib_graph(triples(graph, config), prefixes(checked_base(config.base)))


def write_rdf(graph: Graph, stream: BinaryIO, config: Config, syntax: Syntax) -> None:
    """Write a graph in a syntax.

    Raises:
        WriteError: The base is no IRI, or the syntax cannot hold what the config asks for.
    """
    provenance = config.provenance or (Provenance.GRAPHS if syntax.graphs_by_default else Provenance.STATEMENTS)
    if provenance is Provenance.GRAPHS and not syntax.graphs:
        able = ", ".join(name for name, each in SYNTAXES.items() if each.graphs)
        raise WriteError(syntax.name, "it has no named graphs", f"take one of {able}, or leave out --provenance graphs")
    if config.triple_terms and not syntax.triple_terms:
        able = ", ".join(name for name, each in SYNTAXES.items() if each.triple_terms)
        raise WriteError(syntax.name, "it has no triple terms", f"take one of {able}, or leave out --rdf 1.2")
    config = replace(config, provenance=provenance)
    if syntax.text:
        text.write(graph, stream, config, short=syntax.prefixed)
        return
    said = quads(graph, config) if provenance is Provenance.GRAPHS else triples(graph, config)
    writing.write(said, stream, syntax, prefixes(checked_base(config.base)))


def write_turtle(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as Turtle, with prefixes."""
    write_rdf(graph, stream, config, SYNTAXES["turtle"])


def write_trig(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as TriG: Turtle with a named graph a document."""
    write_rdf(graph, stream, config, SYNTAXES["trig"])


def write_ntriples(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as N-Triples."""
    write_rdf(graph, stream, config, SYNTAXES["ntriples"])


def write_nquads(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as N-Quads: N-Triples with a named graph a document."""
    write_rdf(graph, stream, config, SYNTAXES["nquads"])


def write_rdfxml(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as RDF/XML."""
    write_rdf(graph, stream, config, SYNTAXES["rdfxml"])


def write_jsonld(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as JSON-LD."""
    write_rdf(graph, stream, config, SYNTAXES["jsonld"])


__all__ = ["quads", "to_rdflib", "triples", "write_rdf"]
