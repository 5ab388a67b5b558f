"""GraphML 1.1 (http://graphml.graphdrawing.org) for Gephi, Gephi Lite, yEd, Cytoscape, igraph and networkx.

Written as a stream, a node or an edge a line. Keys are declared for nodes or for edges, never for all, with the
five types that every reader knows; edge ids are unique; a key's id is its name, for Gephi before 0.9.3 took a
key called d3 for the label.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from newsweave.config import Config
from newsweave.exports.cells import Cells
from newsweave.exports.centrality import sizing
from newsweave.exports.columns import KIND, LABEL, WEIGHT, Column, Type
from newsweave.exports.layout import Point
from newsweave.exports.places import places
from newsweave.exports.sheets import AnyNode, Sheets, sheets
from newsweave.exports.xml import escape, escape_text, tag
from newsweave.graph import Graph

_DEFAULT = Config()
_SIZE = Column("size", Type.DOUBLE)
_PLACE = Column("x", Type.DOUBLE), Column("y", Type.DOUBLE)
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd">
"""


def write_graphml(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as GraphML: entities, and one edge for each way in which two are tied; or events with roles."""
    for line in lines(sheets(graph, config), config):
        stream.write(line.encode())


def lines(tables: Sheets, config: Config = _DEFAULT) -> Iterator[str]:
    """Give the file line by line."""
    size, rows = sizing(config.size, tables.links), list(tables.nodes) if config.places else tables.nodes
    at = _places(rows, tables.links) if config.places else {}
    nodes, edges = (LABEL, *tables.node_columns, Column("color")), (LABEL, KIND, WEIGHT, *tables.edge_columns)
    yield _HEAD
    yield from _keys("node", (*nodes, _SIZE, *(_PLACE if config.places else ())))
    yield from _keys("edge", edges)
    yield '<graph id="newsweave" edgedefault="directed">\n'
    values = _values("node", nodes)
    for node in rows:
        inside = f'{values(node)}<data key="node_size">{size(node)}</data>'
        if config.places:
            x, y = at[node.identifier]
            inside += f'<data key="node_x">{x}</data><data key="node_y">{y}</data>'
        yield f'<node id="{escape(node.identifier)}">{inside}</node>\n'
    values = _values("edge", edges)
    for edge in tables.edges:
        ends = f'source="{escape(edge.source)}" target="{escape(edge.target)}"'
        yield f'<edge id="{escape(edge.identifier)}" {ends}>{values(edge)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _places(nodes: Iterable[AnyNode], links: Iterable[tuple[str, str, float]]) -> dict[str, Point]:
    return places([node.identifier for node in nodes], [(one, other) for one, other, _ in links])


def _keys(owner: str, columns: Iterable[Column]) -> Iterator[str]:
    for column in columns:
        key = {
            "id": f"{owner}_{column.name}",
            "for": owner,
            "attr.name": column.name,
            "attr.type": column.xml_type,
        }
        yield tag("key", key, empty=True) + "\n"


def _values(owner: str, columns: Sequence[Column]) -> Cells:
    return Cells(columns, [f'<data key="{owner}_{column.name}">' for column in columns], "</data>", escape_text)
