"""Statements in a syntax: pyoxigraph writes the line formats and Turtle, the rest is ours.

Everything is streamed: no writer holds more than what it says of one subject.
"""

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, serialize

from newsweave.exports.rdf import jsonld, rdfxml, turtle
from newsweave.exports.rdf.syntaxes import Syntax


def write(
    statements: Iterable[Triple] | Iterable[Quad], stream: BinaryIO, syntax: Syntax, prefixes: Mapping[str, str]
) -> None:
    """Write statements.

    Args:
        statements: Triples, or quads for a syntax that has named graphs; those of one subject come together, and
            those of one graph.
        stream: Where to.
        syntax: How.
        prefixes: Prefixes and what they stand for.

    Raises:
        WriteError: The syntax cannot hold one of them.
    """
    how = syntax.format
    if how in (RdfFormat.TURTLE, RdfFormat.TRIG):
        turtle.write(statements, stream, prefixes, how)
    elif how is RdfFormat.RDF_XML:
        rdfxml.write(statements, stream, prefixes)
    elif how is RdfFormat.JSON_LD:
        jsonld.write(map(_quad, statements), stream, prefixes)
    else:
        serialize(statements, stream, how)


def _quad(statement: Triple | Quad) -> Quad:
    if isinstance(statement, Quad):
        return statement
    return Quad(statement.subject, statement.predicate, statement.object, DefaultGraph())
