"""Every format there and back: what is written of a graph, who reads it, and whether all of it arrives.

A trip is one file, or two tables, in one reader; `TRIPS` lists them all.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsweave import exports, pipeline
from newsweave.config import Config, Provenance, View
from newsweave.exports.rdf import quads, triples
from newsweave.exports.rdf.syntaxes import SYNTAXES
from newsweave.graph import Graph
from tests.exports.foreign import networks, programs
from tests.exports.foreign import triples as rdf
from tests.exports.foreign.truth import as_written

_VIEWS = tuple(Config(view=view) for view in View)
_NETS = ("graphml", "gexf", "csv", "neo4j", "parquet", "cytoscape")
_RDF = ("turtle", "ntriples", "trig", "nquads", "rdfxml", "jsonld")


@dataclass(frozen=True, slots=True)
class Trip:
    """One format in one reader.

    Attributes:
        format: Name in `newsweave.exports.FORMATS`.
        reader: Who reads.
        read: Takes the files; gives what is compared with the truth.
        needs: What else has to be there: "node", "gephi", "store"; empty for what the extra `test` brings.
        blanks: Whether white space within labels is kept; Gephi drops some from GraphML (docs/gephi.md).
    """

    format: str
    reader: str
    read: Callable[..., Any]
    needs: str = ""
    blanks: bool = True


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came of a trip."""

    trip: Trip
    view: str
    expected: str
    problem: str
    seconds: float


TRIPS = (
    Trip("graphml", "networkx", networks.with_networkx),
    Trip("graphml", "igraph", networks.with_igraph),
    Trip("graphml", "rustworkx", networks.with_rustworkx),
    Trip("graphml", "graphology-graphml", programs.with_graphology, "node"),
    Trip("graphml", "Gephi Toolkit", programs.with_gephi, "gephi", blanks=False),
    Trip("gexf", "networkx", networks.with_networkx),
    Trip("gexf", "graphology-gexf", programs.with_graphology, "node"),
    Trip("gexf", "Gephi Toolkit", programs.with_gephi, "gephi"),
    Trip("csv", "pyarrow", networks.with_arrow),
    Trip("csv", "csv", networks.with_csv),
    Trip("neo4j", "pyarrow", networks.with_arrow),
    Trip("neo4j", "csv", networks.with_csv),
    Trip("parquet", "pyarrow", networks.with_arrow),
    Trip("cytoscape", "json", networks.with_json),
    *(Trip(name, "pyoxigraph", lambda path, name=name: rdf.with_pyoxigraph(path, name)) for name in _RDF),
    *(Trip(name, "rdflib", lambda path, name=name: rdf.with_rdflib(path, name)) for name in _RDF[:5]),
    *(Trip(name, "rapper", lambda path, name=name: programs.with_rapper(path, name), "store") for name in _RDF[:5]),
    Trip("jsonld", "PyLD", rdf.with_pyld),
    Trip("records", "newsweave", pipeline.load),
)


def travel(graph: Graph, folder: Path, chosen: Callable[[Trip], bool], graphology: Path | None) -> Iterator[Arrived]:
    """Write each format that is needed once, read it in each reader, and compare."""
    for name in dict.fromkeys(trip.format for trip in TRIPS if chosen(trip)):
        for config in _VIEWS if name in _NETS else (Config(),):
            paths = exports.write(graph, folder, [name], config)
            truth = _truth(graph, config, name)
            for trip in TRIPS:
                if trip.format == name and chosen(trip):
                    more = (graphology,) if trip.needs == "node" else ()
                    yield _arrived(trip, config, truth, more, paths)
            for path in paths:
                path.unlink()


def _arrived(trip: Trip, config: Config, truth: Any, more: tuple[Any, ...], paths: list[Path]) -> Arrived:
    began = time.perf_counter()
    try:
        found = trip.read(*more, *paths)
        if not trip.blanks:
            found, truth = found.without_blanks(), truth.without_blanks()
        problem = "" if found == truth else _difference(found, truth)
    except Exception as error:  # whatever a reader of others does not take
        problem = f"{type(error).__name__}: {error}"
    view = config.view if trip.format in _NETS else ""
    return Arrived(trip, view, _told(truth), problem, time.perf_counter() - began)


def _truth(graph: Graph, config: Config, name: str) -> Any:
    if name in _NETS:
        return as_written(graph, config, name)
    if name in _RDF:
        graphs = SYNTAXES[name].graphs_by_default
        level = Provenance.GRAPHS if graphs else Provenance.STATEMENTS
        return rdf.distinct((quads if graphs else triples)(graph, Config(provenance=level)))
    return graph


def _told(truth: Any) -> str:
    if isinstance(truth, int):
        return f"{truth:,} statements"
    return str(truth) if isinstance(truth, networks.Network) else repr(truth)[:60]


def _difference(found: Any, truth: Any) -> str:
    """Tell what is missing or odd, in a line."""
    if not isinstance(found, networks.Network):
        return f"found {_told(found)}"
    labels = {key: (found.nodes.get(key), label) for key, label in truth.nodes.items() if found.nodes.get(key) != label}
    lost, odd = truth.edges - found.edges, found.edges - truth.edges
    parts = [str(found)]
    parts += [f"{len(labels)} labels differ: {list(labels.items())[:2]!r}"] if labels else []
    parts += [f"{lost.total()} edges lost: {list(lost)[:2]!r}; instead {list(odd)[:2]!r}"] if lost or odd else []
    return "; ".join(parts)[:600]
