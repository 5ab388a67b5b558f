"""RDF 1.1 for triple stores: Turtle and N-Triples, streamed, the same bytes for the same graph.

Own IRIs are the subjects. A plain triple is written only for what a source asserts; whatever is reported,
denied, planned or possible lives in its claim alone, and so does every role, time and number of an event that no
source asserts. Who holds which position where, with the sentence:

    SELECT ?person ?role ?where ?sentence WHERE {
      ?claim rdf:subject/rdfs:label ?person ; rdf:predicate nw:position_in ; rdf:object/rdfs:label ?where ;
             nw:role ?role ; prov:wasDerivedFrom/nif:anchorOf ?sentence }

Open triples stay in the records: their relations are words of the text, and no terms.
"""

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from pyoxigraph import RdfFormat, Triple, serialize

from newsweave.config import Config
from newsweave.exports.iris import checked_base
from newsweave.exports.rdf import amounts, claims, events, links, quotes, things, turtle, vocabulary
from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import PREFIXES, Names
from newsweave.graph import Graph

_DEFAULT = Config()
_ROOMS = ("dataset", "entity", "link", "event", "statement", "quote", "run")  # rooms whose names are short in Turtle


def triples(graph: Graph, config: Config = _DEFAULT) -> Iterator[Triple]:
    """Write a graph as triples, those of one subject together: the dataset, then entities.

    Args:
        graph: The graph.
        config: Its `base` begins our IRIs.

    Raises:
        WriteError: The base is no IRI.
    """
    scene = Scene(graph, Names(checked_base(config.base)))
    return chain(
        things.dataset(scene),
        things.entities(scene),
        links.considered(scene),
        events.events(scene),
        amounts.groups(scene),
        amounts.quantities(scene),
        quotes.quotes(scene),
        claims.statements(scene),
        things.documents(scene),
        things.sentences(scene),
        things.runs(scene),
        vocabulary.labels(scene),
    )


def write_turtle(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as Turtle, with prefixes."""
    base = checked_base(config.base)
    prefixes = PREFIXES | {room: f"{base}{room}/" for room in _ROOMS}
    turtle.write(triples(graph, config), stream, prefixes)


def write_ntriples(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as N-Triples."""
    serialize(triples(graph, config), stream, RdfFormat.N_TRIPLES)
