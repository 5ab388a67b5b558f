"""GraphML 1.1 (http://graphml.graphdrawing.org) for Gephi, Gephi Lite, yEd, Cytoscape, igraph and networkx.

Written as a stream, a node or an edge a line. Keys are declared for nodes or for edges, never for all, with the
five types that every reader knows; edge ids are unique; a key's id is its name, for Gephi before 0.9.3 took a
key called d3 for the label.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from newsweave.config import Config
from newsweave.exports import rows
from newsweave.exports.columns import EDGE_COLUMNS, NODE_COLUMNS, Column, Type, cells
from newsweave.exports.rows import EdgeRow, NodeRow
from newsweave.exports.xml import escape, tag
from newsweave.graph import Graph

_DEFAULT = Config()
_NODES = (Column("label"), *NODE_COLUMNS, Column("color"), Column("size", Type.DOUBLE))
_EDGES = (Column("label"), Column("kind"), Column("weight", Type.DOUBLE), *EDGE_COLUMNS)
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd">
"""


def write_graphml(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as GraphML: entities, and one edge for each way in which two are tied."""
    for line in _lines(graph, config):
        stream.write(line.encode())


def _lines(graph: Graph, config: Config) -> Iterator[str]:
    yield _HEAD
    yield from _keys("node", _NODES)
    yield from _keys("edge", _EDGES)
    yield '<graph id="newsweave" edgedefault="directed">\n'
    for node in rows.nodes(graph, config):
        yield f"{tag('node', {'id': node.identifier})}{_data('node', node, _NODES)}</node>\n"
    for edge in rows.edges(graph):
        ends = {"id": edge.identifier, "source": edge.source, "target": edge.target}
        yield f"{tag('edge', ends)}{_data('edge', edge, _EDGES)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _keys(owner: str, columns: Iterable[Column]) -> Iterator[str]:
    for column in columns:
        key = {
            "id": f"{owner}_{column.name}",
            "for": owner,
            "attr.name": column.name,
            "attr.type": column.type,
        }
        yield tag("key", key, empty=True) + "\n"


def _data(owner: str, row: NodeRow | EdgeRow, columns: Iterable[Column]) -> str:
    return "".join(
        f'<data key="{owner}_{column.name}">{escape(cell)}</data>' for _, column, cell in cells(row, columns)
    )
