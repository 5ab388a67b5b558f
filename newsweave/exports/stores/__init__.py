"""Push a graph into a triple store over HTTP, a named graph a document.

    address = "http://localhost:7878/store"
    for pushed in push(graph, Sender(address), protocol(None, address)):
        print(pushed.graph, pushed.triples, pushed.failure or "ok")

What is pushed again replaces what was there; what is removed is gone with all that it alone supported.

    protocols.py   what to send: SPARQL 1.1 Graph Store Protocol, SPARQL 1.1 Update
    sender.py      how: who we are, again after a while, no longer than is useful
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, serialize

from newsweave.config import Config
from newsweave.errors import ServiceError
from newsweave.exports.iris import checked_base, iri
from newsweave.exports.rdf import dataset_graph, document_graphs
from newsweave.exports.stores.protocols import Protocol, Request

if TYPE_CHECKING:
    from newsweave.exports.stores.sender import Sender
    from newsweave.graph import Graph

BATCH = 20_000  # triples a request: one huge transaction takes a store minutes
_DEFAULT = Config()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What became of one named graph.

    Attributes:
        graph: Its IRI.
        triples: How many it has.
        requests: How many it took, or would take.
        failure: Why the store would not have it; None if it has.
    """

    graph: str
    triples: int
    requests: int
    failure: ServiceError | None = None


def push(
    graph: "Graph",
    sender: "Sender | None",
    protocol: Protocol,
    config: Config = _DEFAULT,
    *,
    batch: int = BATCH,
    on_progress: Callable[[int, int], object] | None = None,
) -> Iterator[Pushed]:
    """Put each document's graph in the place of what the store has of it, then the description of the whole.

    Args:
        graph: The graph.
        sender: Sends requests; None to send nothing and only tell what would be sent.
        protocol: What to send.
        config: Its `base` begins the IRIs; `triple_terms` for a store that knows RDF 1.2.
        batch: Triples a request at most.
        on_progress: Called with the documents done and the documents in all.

    Raises:
        ServiceError: The store does not answer, or takes nothing from us.
    """
    progress = on_progress or (lambda *_: None)
    base, total, number = checked_base(config.base), len(graph.documents()), 0
    progress(0, total)
    for done, (identifier, triples) in enumerate(document_graphs(graph, config), 1):
        pushed = _replace(iri(base, "doc", identifier), triples, sender, protocol, batch)
        number += pushed.triples
        yield pushed
        progress(done, total)
    described = dataset_graph(graph, config, number)
    yield _replace(iri(base, "dataset", "graph"), described, sender, protocol, batch)


def remove(identifier: str, sender: "Sender | None", protocol: Protocol, config: Config = _DEFAULT) -> bool:
    """Delete the graph of a document; tell whether there was one, as far as the protocol tells."""
    name = iri(checked_base(config.base), "doc", identifier)
    return sender is None or sender.send(protocol.drop(name)).there


def _replace(name: str, triples: Iterable[Triple], sender: "Sender | None", protocol: Protocol, batch: int) -> Pushed:
    number = requests = 0
    failure = None
    for size, request in _requests(name, triples, protocol, batch):
        number, requests = number + size, requests + 1
        if sender is not None and failure is None:
            failure = sender.send(request).refusal
    return Pushed(graph=name, triples=number, requests=requests, failure=failure)


def _requests(name: str, triples: Iterable[Triple], protocol: Protocol, batch: int) -> Iterator[tuple[int, Request]]:
    """Make requests of at most so many triples: the first replaces, the others add."""
    said, make = iter(triples), protocol.replace
    while some := list(islice(said, batch)):
        yield len(some), make(name, serialize(some, format=RdfFormat.N_TRIPLES) or b"")
        make = protocol.add


__all__ = ["BATCH", "Pushed", "push", "remove"]
