"""GEXF 1.3 (https://gexf.net) for Gephi and Gephi Lite: with time, colours by kind, sizes and positions.

Written as a stream, a node or an edge a line. Attribute ids are numbers, because Gephi Lite shows the title only
of those; an edge's `kind` keeps parallel edges of different predicates apart when Gephi merges. Spells are whole
days, both ends in them; what has no date has no spell, and is there all the time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO

from newsweave import __version__
from newsweave.config import Config
from newsweave.exports.cells import Cells
from newsweave.exports.centrality import sizing
from newsweave.exports.columns import Column
from newsweave.exports.layout import Point
from newsweave.exports.places import places
from newsweave.exports.rows import EdgeRow
from newsweave.exports.sheets import Sheets, sheets
from newsweave.exports.spells import Spell
from newsweave.exports.xml import escape, tag
from newsweave.graph import Graph

Placing = Callable[[Sequence[str], Sequence[tuple[str, str]]], dict[str, Point]]

_DEFAULT = Config()
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta><creator>Newsweave {__version__}</creator></meta>
<graph mode="dynamic" timeformat="date" timerepresentation="interval" defaultedgetype="directed">
"""


def write_gexf(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as GEXF: entities, and one edge for each way in which two are tied; or events with roles."""
    for line in lines(sheets(graph, config), config):
        stream.write(line.encode())


def lines(tables: Sheets, config: Config = _DEFAULT, placing: Placing = places) -> Iterator[str]:
    """Give the file line by line; `placing` chooses where nodes begin, from their ids and links."""
    size, nodes = sizing(config.size, tables.links), list(tables.nodes)
    at = placing([node.identifier for node in nodes], [(one, other) for one, other, _ in tables.links])
    yield _HEAD
    yield from _attributes("node", tables.node_columns)
    yield from _attributes("edge", tables.edge_columns)
    yield "<nodes>\n"
    values = _values(tables.node_columns)
    for node in nodes:
        x, y = at[node.identifier]
        look = f'{_colour(node.color)}<viz:position x="{x}" y="{y}" z="0.0"/><viz:size value="{size(node)}"/>'
        inside = f"<attvalues>{values(node)}</attvalues>{_spells(node.spells)}{look}"
        yield f'<node id="{escape(node.identifier)}" label="{escape(node.label)}">{inside}</node>\n'
    yield "</nodes>\n<edges>\n"
    values = _values(tables.edge_columns)
    for edge in tables.edges:
        yield f"{_edge(edge)}<attvalues>{values(edge)}</attvalues>{_spells(edge.spells)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(owner: str, columns: Iterable[Column]) -> Iterator[str]:
    yield tag("attributes", {"class": owner, "mode": "static"}) + "\n"
    for number, column in enumerate(columns):
        yield tag("attribute", {"id": number, "title": column.name, "type": column.xml_type}, empty=True) + "\n"
    yield "</attributes>\n"


def _edge(edge: EdgeRow) -> str:
    ends = f'source="{escape(edge.source)}" target="{escape(edge.target)}"'
    kind = f'kind="{escape(edge.kind)}" label="{escape(edge.label)}" weight="{edge.weight}"'
    return f'<edge id="{escape(edge.identifier)}" {ends} type="directed" {kind}>'


def _values(columns: Sequence[Column]) -> Cells:
    return Cells(columns, [f'<attvalue for="{number}" value="' for number, _ in enumerate(columns)], '"/>')


@lru_cache(4096)
def _spells(spells: tuple[Spell, ...]) -> str:
    written = "".join(f'<spell start="{first}" end="{last}"/>' for first, last in spells)
    return f"<spells>{written}</spells>" if written else ""


@lru_cache(4096)
def _colour(color: str) -> str:
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return tag("viz:color", {"r": red, "g": green, "b": blue}, empty=True)
