"""RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/), streamed.

It is the narrowest of the syntaxes: U+FFFD stands for characters that XML 1.0 cannot hold, and a predicate has to end
in what can be the name of an element.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode

from newsweave.errors import WriteError
from newsweave.exports.xml import escape

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")  # our IRIs are ASCII


def write(statements: Iterable[Any], stream: BinaryIO, prefixes: Mapping[str, str]) -> None:
    """Write triples, an element for each subject as long as they come together.

    Raises:
        WriteError: A predicate cannot be the name of an element.
    """
    spaces = {"rdf": _RDF} | dict(sorted(prefixes.items()))
    declared = "".join(f' xmlns:{prefix}="{escape(iri)}"' for prefix, iri in spaces.items())
    names = {iri: prefix for prefix, iri in spaces.items()}
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'.encode())
    for subject, said in groupby(statements, key=lambda each: each.subject):
        lines = [f"  <rdf:Description {_about(subject)}>\n"]
        lines += (_property(each.predicate.value, each.object, names) for each in said)
        stream.write("".join([*lines, "  </rdf:Description>\n"]).encode())
    stream.write(b"</rdf:RDF>\n")


def _about(subject: NamedNode | BlankNode) -> str:
    if isinstance(subject, BlankNode):
        return f'rdf:nodeID="b{subject.value}"'
    return f'rdf:about="{escape(subject.value)}"'


def _property(predicate: str, value: Any, names: Mapping[str, str]) -> str:
    """Write one element: a predicate and its object."""
    name, declared = _element(predicate, names)
    if isinstance(value, NamedNode):
        return f'    <{name}{declared} rdf:resource="{escape(value.value)}"/>\n'
    if isinstance(value, BlankNode):
        return f'    <{name}{declared} rdf:nodeID="b{value.value}"/>\n'
    return f"    <{name}{declared}{''.join(_form(value))}>{escape(value.value)}</{name}>\n"


def _form(literal: Literal) -> Iterator[str]:
    if literal.language:
        yield f' xml:lang="{escape(literal.language)}"'
    elif literal.datatype.value != _STRING:
        yield f' rdf:datatype="{escape(literal.datatype.value)}"'


def _element(predicate: str, names: Mapping[str, str]) -> tuple[str, str]:
    """Split a predicate into the name of an element and what declares it, if no prefix does.

    >>> _element("http://schema.org/name", {"http://schema.org/": "schema"})
    ('schema:name', '')
    """
    found = _LOCAL.search(predicate)
    if found is None:
        problem = "it ends in what cannot be the name of an element"
        raise WriteError(f"rdfxml, <{predicate}>", problem, "rename the predicate, or write Turtle")
    space = predicate[: found.start()]
    if space in names:
        return f"{names[space]}:{found[0]}", ""
    return f"p:{found[0]}", f' xmlns:p="{escape(space)}"'
