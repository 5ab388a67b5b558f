"""SPARQL 1.1 over a graph, through pyoxigraph: questions alone, and no connection to anywhere.

    store = open_store("out")
    for row in answer(store, "SELECT ?who { ?claim nw:speaker/rdfs:label ?who }").rows: ...

The prefixes of the project are known beforehand: those of `newsweave.exports.rdf`, and entity:, event:, statement:,
quote:, doc: and the like for the things of the graph.
"""

from newsweave.exports.sparql.answers import Answer, answer
from newsweave.exports.sparql.results import plain_cells, short_cells, write_json, write_tsv, write_turtle
from newsweave.exports.sparql.stores import open_store, prefixes_of, store_of

__all__ = [
    "Answer",
    "answer",
    "open_store",
    "plain_cells",
    "prefixes_of",
    "short_cells",
    "store_of",
    "write_json",
    "write_tsv",
    "write_turtle",
]
