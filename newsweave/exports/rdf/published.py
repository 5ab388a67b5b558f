"""The ontology and the shapes that are published with the package, in any syntax."""

from typing import BinaryIO

from pyoxigraph import RdfFormat, parse

from newsweave.exports.rdf import writing
from newsweave.exports.rdf.syntaxes import Syntax
from newsweave.graph.ontology.shapes import shapes_turtle
from newsweave.graph.ontology.turtle import ontology_turtle


def write_ontology(stream: BinaryIO, syntax: Syntax, *, shapes: bool = False) -> None:
    """Write the ontology, or the SHACL shapes; as Turtle just as they are published."""
    text = (shapes_turtle() if shapes else ontology_turtle()).encode()
    if syntax.format is RdfFormat.TURTLE:
        stream.write(text)
        return
    parser = parse(text, RdfFormat.TURTLE)
    triples = [quad.triple for quad in parser]
    writing.write(triples, stream, syntax, parser.prefixes)
