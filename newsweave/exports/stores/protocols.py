"""What to send to a store: requests as values, by the two protocols that stores share.

SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/) and SPARQL 1.1 Update over the
SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/#update-operation). Triples come as N-Triples: every store
that reads Turtle reads them, and INSERT DATA takes them as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol as Interface

from newsweave.errors import UnknownNameError

_TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}
_UPDATE = {"Content-Type": "application/sparql-update; charset=utf-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request: to the store's address, with these parameters."""

    method: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""


class Protocol(Interface):
    """How to say what is to be done to a named graph."""

    def replace(self, graph: str, triples: bytes) -> Request:
        """Put these triples in the place of the graph."""

    def add(self, graph: str, triples: bytes) -> Request:
        """Add these triples to the graph."""

    def drop(self, graph: str) -> Request:
        """Delete the graph."""


class GraphStore:
    """The Graph Store Protocol: PUT, POST and DELETE of a graph."""

    def replace(self, graph: str, triples: bytes) -> Request:
        """Put these triples in the place of the graph."""
        return Request(method="PUT", parameters={"graph": graph}, headers=_TURTLE, content=triples)

    def add(self, graph: str, triples: bytes) -> Request:
        """Add these triples to the graph."""
        return Request(method="POST", parameters={"graph": graph}, headers=_TURTLE, content=triples)

    def drop(self, graph: str) -> Request:
        """Delete the graph."""
        return Request(method="DELETE", parameters={"graph": graph})


class Update:
    """SPARQL Update: the same for stores without the Graph Store Protocol.

    DELETE WHERE instead of DROP: QLever has no graph management, and all have this.
    """

    def replace(self, graph: str, triples: bytes) -> Request:
        """Put these triples in the place of the graph, in one request, so that nobody sees half."""
        return _update(_delete(graph) + b" ;\n" + _insert(graph, triples))

    def add(self, graph: str, triples: bytes) -> Request:
        """Add these triples to the graph."""
        return _update(_insert(graph, triples))

    def drop(self, graph: str) -> Request:
        """Delete what is in the graph."""
        return _update(_delete(graph))


PROTOCOLS: Mapping[str, Protocol] = {"graph-store": GraphStore(), "update": Update()}


def protocol(name: str | None, address: str) -> Protocol:
    """Return a protocol by its name, or else by how the address of a store ends.

    >>> type(protocol(None, "http://localhost:7878/update")).__name__
    'Update'

    Raises:
        UnknownNameError: There is no such protocol.
    """
    if name is None:
        path = address.partition("?")[0].rstrip("/")
        name = "update" if path.endswith(("/update", "/sparql", "/statements")) else "graph-store"
    if name not in PROTOCOLS:
        raise UnknownNameError("--protocol", name, PROTOCOLS)
    return PROTOCOLS[name]


def _update(content: bytes) -> Request:
    return Request(method="POST", headers=_UPDATE, content=content)


def _delete(graph: str) -> bytes:
    return f"DELETE WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}".encode()


def _insert(graph: str, triples: bytes) -> bytes:
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n".encode() + triples + b"} }"
