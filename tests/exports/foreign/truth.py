"""What a reader should find: from the graph itself, in the same form."""

import re
from collections.abc import Callable

from newsweave.config import Config
from newsweave.exports.sheets import sheets
from newsweave.exports.tables.spreadsheet import defuse
from newsweave.exports.xml import _ILLEGAL
from newsweave.graph import Graph
from tests.exports.foreign.networks import Network, network

_HALVES, _HALVES_AND_NUL = re.compile("[\ud800-\udfff]"), re.compile("[\x00\ud800-\udfff]")


def as_written(graph: Graph, config: Config, name: str) -> Network:
    """Give the nodes and edges of a graph, labels as a format can hold them."""
    said, tables = _LABELS[name], sheets(graph, config)
    return network(
        ((node.identifier, said(node.label)) for node in tables.nodes),
        ((edge.source, edge.target, said(edge.label)) for edge in tables.edges),
    )


def _in_xml(label: str) -> str:
    return _ILLEGAL.sub("\ufffd", label)


_LABELS: dict[str, Callable[[str], str]] = {
    "graphml": _in_xml,
    "gexf": _in_xml,
    "csv": lambda label: defuse(_HALVES_AND_NUL.sub("\ufffd", label)),
    "neo4j": lambda label: _HALVES_AND_NUL.sub("\ufffd", label),
    "parquet": lambda label: _HALVES.sub("\ufffd", label),
    "cytoscape": lambda label: label,
}
