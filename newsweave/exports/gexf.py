"""GEXF 1.3 (https://gexf.net) for Gephi and Gephi Lite, with colours by kind and sizes by mentions.

Written as a stream, a node or an edge a line. Attribute ids are numbers, because Gephi Lite shows the title only
of those; an edge's `kind` keeps parallel edges of different predicates apart when Gephi merges.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from newsweave import __version__
from newsweave.config import Config
from newsweave.exports import rows
from newsweave.exports.columns import EDGE_COLUMNS, NODE_COLUMNS, Column, cells
from newsweave.exports.rows import EdgeRow, NodeRow
from newsweave.exports.xml import tag
from newsweave.graph import Graph

_DEFAULT = Config()
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta><creator>Newsweave {__version__}</creator></meta>
<graph mode="static" defaultedgetype="directed">
"""


def write_gexf(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as GEXF: entities, and one edge for each subject, predicate and object."""
    for line in _lines(graph, config):
        stream.write(line.encode())


def _lines(graph: Graph, config: Config) -> Iterator[str]:
    yield _HEAD
    yield from _attributes("node", NODE_COLUMNS)
    yield from _attributes("edge", EDGE_COLUMNS)
    yield "<nodes>\n"
    for node in rows.nodes(graph, config):
        yield f"{tag('node', {'id': node.identifier, 'label': node.label})}{_node(node)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for edge in rows.edges(graph):
        yield f"{tag('edge', _ends(edge))}{_values(edge, EDGE_COLUMNS)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(owner: str, columns: Iterable[Column]) -> Iterator[str]:
    yield tag("attributes", {"class": owner, "mode": "static"}) + "\n"
    for number, column in enumerate(columns):
        yield tag("attribute", {"id": number, "title": column.name, "type": column.type}, empty=True) + "\n"
    yield "</attributes>\n"


def _node(node: NodeRow) -> str:
    red, green, blue = bytes.fromhex(node.color.removeprefix("#"))
    colour = tag("viz:color", {"r": red, "g": green, "b": blue}, empty=True)
    return _values(node, NODE_COLUMNS) + colour + tag("viz:size", {"value": node.size}, empty=True)


def _ends(edge: EdgeRow) -> dict[str, object]:
    return {
        "id": edge.identifier,
        "source": edge.source,
        "target": edge.target,
        "type": "directed",
        "kind": edge.kind,
        "label": edge.label,
        "weight": edge.weight,
    }


def _values(row: NodeRow | EdgeRow, columns: Iterable[Column]) -> str:
    values = "".join(
        tag("attvalue", {"for": number, "value": cell}, empty=True) for number, _, cell in cells(row, columns)
    )
    return f"<attvalues>{values}</attvalues>"
