"""RDF read by others: how many statements each finds, each counted once."""

import gc
import json
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph
import rdflib
from pyld import jsonld
from rdflib.plugins.parsers.ntriples import W3CNTriplesParser

from newsweave.exports.rdf.syntaxes import SYNTAXES

_RDFLIB = {"turtle": "turtle", "trig": "trig", "ntriples": "nt", "nquads": "nquads", "rdfxml": "xml"}


def with_pyoxigraph(path: Path, name: str) -> int:
    """Load a file into a store, which keeps each statement once."""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(path), format=SYNTAXES[name].format)
    return len(store)


def with_rdflib(path: Path, name: str) -> int:
    """Read a file into a graph, or each line of N-Triples by itself."""
    if name == "ntriples":
        sink: Any = _Sink()
        with path.open("rb") as stream:
            W3CNTriplesParser(sink).parse(stream)
        return len(sink.seen)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib warns of itself
        dataset: Any = rdflib.Dataset() if SYNTAXES[name].graphs else rdflib.Graph(bind_namespaces="none")
        dataset.parse(path, format=_RDFLIB[name])
        number = len(dataset) if name in ("rdfxml", "turtle") else sum(1 for _ in dataset.quads())
    del dataset
    gc.collect()
    return number


class _Sink:
    """Takes what rdflib's parser of N-Triples says."""

    def __init__(self) -> None:
        self.seen: set[int] = set()

    def triple(self, *parts: Any) -> None:
        self.seen.add(hash(tuple(f"{type(part).__name__}{part.n3()}" for part in parts)))


def with_pyld(path: Path) -> int:
    return len(_lines(jsonld.to_rdf(json.loads(path.read_bytes()), {"format": "application/n-quads"})))


def _lines(text: str) -> set[str]:
    return {line for line in text.split("\n") if line}


def distinct(statements: Iterable[Any]) -> int:
    """Count statements, each once."""
    return len({hash(each) for each in statements})
