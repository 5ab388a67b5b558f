"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), streamed: a node a line under a context that lets it read like JSON.

    {"id": "entity:place-kazakhstan-...", "type": ["schema:Place", "nw:Place"], "label": {"en": "Kazakhstan"},
     "sameAs": "wd:Q232", "located_in": "entity:place-central-asia-..."}

The context stands at the top of the file, so that nothing is fetched. A value that does not fit what the context says
of its word stands under the prefixed name instead, with its type.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from newsweave.exports.rdf.words import LANGUAGES, Word, words

_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ALIASES = {"id": "@id", "type": "@type", "graph": "@graph"}
_NATIVE = {f"{_XSD}boolean": {"true": True, "false": False}}
_SAFE_DIGITS = 15  # an integer of JavaScript is exact to 2^53
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def write(quads: Iterable[Quad], stream: BinaryIO, prefixes: Mapping[str, str]) -> None:
    """Write quads, a node for each subject and an object for each named graph as long as they come together."""
    page = _Page(prefixes)
    stream.write(f'{{"@context": {_dumps(page.context())},\n"graph": ['.encode())
    lead = "\n"
    for graph, said in groupby(quads, key=lambda quad: quad.graph_name):
        if isinstance(graph, DefaultGraph):
            lead = _lines(stream, page.nodes(said), lead)
            continue
        stream.write(f'{lead}{page.name(graph)[:-1]}, "graph": ['.encode())
        _lines(stream, page.nodes(said), "\n")
        stream.write(b"\n]}")
        lead = ",\n"
    stream.write(b"\n]}\n")


def _lines(stream: BinaryIO, nodes: Iterable[str], lead: str) -> str:
    """Write nodes, each on a line after `lead` or a comma; return what has to lead what follows."""
    for node in nodes:
        stream.write(f"{lead}{node}".encode())
        lead = ",\n"
    return lead


class _Page:
    """What is known while a file is written: its words and prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._words = words(prefixes)
        taken = {word.name for word in self._words.values()} | set(_ALIASES)
        self._prefixes = {prefix: iri for prefix, iri in prefixes.items() if prefix not in taken}
        self._schemes = taken | set(self._prefixes)
        self._longest = sorted(self._prefixes.items(), key=lambda item: -len(item[1]))

    def context(self) -> dict[str, Any]:
        """Give the context: aliases, prefixes, then each word with what its values are."""
        defined = {word.name: word.definition for word in sorted(self._words.values(), key=lambda each: each.name)}
        return {"@version": 1.1} | _ALIASES | self._prefixes | defined

    def name(self, graph: NamedNode | BlankNode) -> str:
        """Write the object of a named graph, without what is in it."""
        return _dumps(self._place(graph))

    def nodes(self, quads: Iterable[Quad]) -> Iterator[str]:
        """Write the nodes of a graph."""
        for subject, said in groupby(quads, key=lambda quad: quad.subject):
            yield _dumps(self._node(subject, said))

    def _node(self, subject: NamedNode | BlankNode, quads: Iterable[Quad]) -> dict[str, Any]:
        """Write what is said of a subject."""
        node = self._place(subject)
        for quad in quads:
            predicate, value = quad.predicate.value, quad.object
            if predicate == _RDF_TYPE and isinstance(value, NamedNode) and "@context" not in self._place(value):
                _add(node, "type", self._place(value)["id"])
            else:
                self._say(node, predicate, value)
        return node

    def _say(self, node: dict[str, Any], predicate: str, value: Any) -> None:
        word = self._words.get(predicate)
        if word is not None and word.kind == LANGUAGES and isinstance(value, Literal) and value.language:
            _add(node.setdefault(word.name, {}), value.language, value.value)
        elif word is not None and (fitting := self._fitting(word, value)) is not None:
            _add(node, word.name, fitting)
        else:
            _add(node, self._short(predicate), self._whole(value))

    def _fitting(self, word: Word, value: Any) -> Any:
        """Write a value as the context expects it; None if it is of another form."""
        if isinstance(value, NamedNode | BlankNode):
            place = self._place(value)
            return place["id"] if word.kind == "@id" and len(place) == 1 else None
        if word.kind == "@id" or value.language or word.kind == LANGUAGES:
            return None
        datatype = value.datatype.value
        if word.kind:
            return value.value if datatype == f"{_XSD}{word.kind.removeprefix('xsd:')}" else None
        return _native(value.value, datatype)

    def _whole(self, value: Any) -> Any:
        """Write a value with all that it is."""
        if isinstance(value, NamedNode | BlankNode):
            return self._place(value)
        if value.language:
            return {"@value": value.value, "@language": value.language}
        native = _native(value.value, value.datatype.value)
        return native if native is not None else {"@value": value.value, "@type": value.datatype.value}

    def _place(self, node: Any) -> dict[str, Any]:
        """Name a node; where its scheme is one of our words, with a context that has no such word."""
        if isinstance(node, BlankNode):
            return {"id": f"_:b{node.value}"}
        scheme, _, rest = node.value.partition(":")
        if scheme in self._schemes and not rest.startswith("//"):
            return {"@context": {scheme: None}, "id": node.value}
        return {"id": self._short(node.value)}

    def _short(self, iri: str) -> str:
        for prefix, space in self._longest:
            rest = iri.removeprefix(space)
            if rest and rest != iri and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return iri


def _native(text: str, datatype: str) -> Any:
    """Write a literal as JSON has it, if that says all; else None."""
    if datatype == f"{_XSD}string":
        return text
    if datatype == f"{_XSD}integer" and len(text) <= _SAFE_DIGITS and str(_whole_number(text)) == text:
        return int(text)
    return _NATIVE.get(datatype, {}).get(text)


def _whole_number(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None


def _add(node: dict[str, Any], key: str, value: Any) -> None:
    """Add a value: one stands alone, more in a list."""
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]
