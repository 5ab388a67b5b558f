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

from newsweave.config import Config
from newsweave.errors import ServiceError
from newsweave.exports.iris import checked_base, iri
from newsweave.exports.rdf.parts import Parts
from newsweave.exports.rdf.pen import Pen
from newsweave.exports.rdf.statements import rest, share
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
    parts, pen, total = Parts(graph), Pen(config.base), len(graph.documents())
    progress(0, total)
    for done, part in enumerate(parts.shares(), 1):
        name = iri(pen.base, "doc", part.documents[0].id)
        yield _replace(name, share(parts, part, config, pen), sender, protocol, batch)
        progress(done, total)
    yield _replace(iri(pen.base, "dataset", "graph"), rest(parts, config, pen), sender, protocol, batch)


def remove(identifier: str, sender: "Sender | None", protocol: Protocol, config: Config = _DEFAULT) -> bool:
    """Delete the graph of a document; tell whether there was one, as far as the protocol tells."""
    name = iri(checked_base(config.base), "doc", identifier)
    return sender is None or sender.send(protocol.drop(name)).there


def _replace(name: str, blocks: Iterable[str], sender: "Sender | None", protocol: Protocol, batch: int) -> Pushed:
    number = requests = 0
    failure = None
    for size, request in _requests(name, blocks, protocol, batch):
        number, requests = number + size, requests + 1
        if sender is not None and failure is None:
            failure = sender.send(request).refusal
    return Pushed(graph=name, triples=number, requests=requests, failure=failure)


def _requests(name: str, blocks: Iterable[str], protocol: Protocol, batch: int) -> Iterator[tuple[int, Request]]:
    """Make requests of at most so many triples, a line of N-Triples each: the first replaces, the others add."""
    lines, make = (line for block in blocks for line in block.split("\n") if line), protocol.replace
    while some := list(islice(lines, batch)):
        yield len(some), make(name, "".join(f"{line}\n" for line in some).encode())
        make = protocol.add


__all__ = ["BATCH", "Pushed", "push", "remove"]
