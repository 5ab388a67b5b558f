"""Answers as text: cells for tables and CSV, SPARQL 1.1 results in JSON and TSV, Turtle and JSON-LD for triples."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from newsweave.exports.rdf import turtle
from newsweave.exports.sparql.answers import Answer, Term

_LOCAL = re.compile(r"\w(?:[\w.-]*[\w-])?")
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def short_cells(answer: Answer) -> Iterator[tuple[str, ...]]:
    """Give each row as words for a person: IRIs with their prefixes, literals without type and language."""
    known: dict[str, str] = {}
    for row in answer.rows:
        yield tuple(_short(cell, answer.prefixes, known) for cell in row)


def plain_cells(answer: Answer) -> Iterator[tuple[str, ...]]:
    """Give each row as SPARQL 1.1 Query Results CSV has it: values alone."""
    for row in answer.rows:
        yield tuple(_plain(cell) for cell in row)


def write_json(answer: Answer, stream: BinaryIO) -> None:
    """Write SPARQL 1.1 Query Results JSON; triples as JSON-LD."""
    if answer.triples:
        serialize(_triples(answer), stream, RdfFormat.JSON_LD)
        stream.write(b"\n")
        return
    if answer.truth is not None:
        stream.write(json.dumps({"head": {}, "boolean": answer.truth}).encode() + b"\n")
        return
    head = json.dumps({"vars": list(answer.variables)}, ensure_ascii=False)
    stream.write(f'{{"head":{head},"results":{{"bindings":['.encode())
    for number, row in enumerate(answer.rows):
        cells = {name: _json(cell) for name, cell in zip(answer.variables, row, strict=True) if cell is not None}
        stream.write((",\n" if number else "\n").encode() + json.dumps(cells, ensure_ascii=False).encode())
    stream.write(b"\n]}}\n")


def write_tsv(answer: Answer, stream: BinaryIO) -> None:
    """Write SPARQL 1.1 Query Results TSV: terms as in N-Triples."""
    if answer.truth is not None:
        stream.write(f"{str(answer.truth).lower()}\n".encode())
        return
    stream.write("\t".join(f"?{name}" for name in answer.variables).encode() + b"\n")
    for row in answer.rows:
        stream.write("\t".join("" if cell is None else str(cell) for cell in row).encode() + b"\n")


def write_turtle(answer: Answer, stream: BinaryIO) -> None:
    """Write triples as Turtle, with the prefixes that they use."""
    triples = list(_triples(answer))
    used = {term.value for triple in triples for term in triple if isinstance(term, NamedNode)}
    prefixes = {name: space for name, space in answer.prefixes.items() if any(iri.startswith(space) for iri in used)}
    turtle.write(triples, stream, prefixes)


def _triples(answer: Answer) -> Iterator[Triple]:
    return (Triple(*cast(Any, row)) for row in answer.rows)


def _short(cell: Term | None, prefixes: Mapping[str, str], known: dict[str, str]) -> str:
    if not isinstance(cell, NamedNode):
        return _plain(cell)
    if cell.value not in known:
        known[cell.value] = _name(cell.value, prefixes)
    return known[cell.value]


def _name(iri: str, prefixes: Mapping[str, str]) -> str:
    """Write an IRI with the longest prefix that leaves a simple name."""
    fitting = sorted(prefixes, key=lambda name: (-len(prefixes[name]), name))
    for name in fitting:
        if iri.startswith(prefixes[name]) and _LOCAL.fullmatch(iri, len(prefixes[name])):
            return f"{name}:{iri[len(prefixes[name]) :]}"
    return iri


def _plain(cell: Term | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Literal | NamedNode):
        return cell.value
    return str(cell)


def _json(cell: Term) -> dict[str, Any]:
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, BlankNode):
        return {"type": "bnode", "value": cell.value}
    if isinstance(cell, Triple):
        parts = {"subject": cell.subject, "predicate": cell.predicate, "object": cell.object}
        return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}
    written = {"type": "literal", "value": cell.value}
    if cell.language:
        return written | {"xml:lang": cell.language}
    return written if cell.datatype.value == _STRING else written | {"datatype": cell.datatype.value}
