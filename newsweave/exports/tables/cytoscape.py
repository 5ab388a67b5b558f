"""Cytoscape JSON (.cyjs) for Cytoscape and Cytoscape.js: a node or an edge a line, what is not known left out."""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from newsweave import __version__
from newsweave.config import Config
from newsweave.exports.columns import Column, Row
from newsweave.exports.places import places
from newsweave.exports.sheets import sheets
from newsweave.graph import Graph

_DEFAULT = Config()


def write_cytoscape(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as Cytoscape JSON; ASCII alone, so that any character survives."""
    for line in _lines(graph, config):
        stream.write(line.encode())


def _lines(graph: Graph, config: Config) -> Iterator[str]:
    tables = sheets(graph, config)
    nodes = list(tables.nodes)
    at = places([node.identifier for node in nodes], [(one, other) for one, other, _ in tables.links])
    head = {"format_version": "1.0", "generated_by": f"newsweave-{__version__}", "target_cytoscapejs_version": "~3"}
    yield json.dumps(head)[:-1] + ', "data": {"name": "newsweave"}, "elements": {"nodes": [\n'
    yield from _listed(
        {
            "data": {"id": node.identifier, "name": node.label, "label": node.label, "color": node.color}
            | _values(node, tables.node_columns),
            "position": {"x": at[node.identifier][0], "y": -at[node.identifier][1]},  # y points down here
        }
        for node in nodes
    )
    yield '], "edges": [\n'
    yield from _listed(
        {
            "data": {"id": edge.identifier, "source": edge.source, "target": edge.target}
            | {"interaction": edge.kind, "name": edge.label, "label": edge.label, "weight": edge.weight}
            | _values(edge, tables.edge_columns)
        }
        for edge in tables.edges
    )
    yield "]}}\n"


def _listed(items: Iterable[object]) -> Iterator[str]:
    separator = ""
    for item in items:
        yield separator + json.dumps(item)
        separator = ",\n"
    yield "\n"


def _values(row: Row, columns: Iterable[Column]) -> dict[str, object]:
    found = ((column.name, getattr(row, column.name, None)) for column in columns)
    return {name: value for name, value in found if value is not None}
