"""CSV for neo4j-admin database import, with types in the header; see docs/gephi.md for the command.

Nodes are labelled Entity or Event and with their kind; relationships have the predicate, event type or role for
their type. Cells are the exact words: no spreadsheet is meant to open these.
"""

import re
from typing import BinaryIO

from newsweave.config import Config
from newsweave.exports.columns import Column, Type
from newsweave.exports.event_rows import EventRow
from newsweave.exports.sheets import AnyNode, sheets
from newsweave.exports.tables.lines import write_lines
from newsweave.graph import Graph

_DEFAULT = Config()
_TYPES = {Type.STRING: "string", Type.BOOLEAN: "boolean", Type.DOUBLE: "double", Type.LONG: "long", Type.DATE: "date"}
_OTHER = re.compile(r"\W+")


def write_nodes(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write neo4j-nodes.csv."""
    tables = sheets(graph, config)
    header = ["id:ID", ":LABEL", "name:string", *map(_typed, tables.node_columns)]
    rows = (
        [node.identifier, _labels(node), node.label, *(getattr(node, each.name, None) for each in tables.node_columns)]
        for node in tables.nodes
    )
    write_lines(stream, header, rows)


def write_relationships(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write neo4j-relationships.csv."""
    tables = sheets(graph, config)
    header = [":START_ID", ":END_ID", ":TYPE", "id:string", "label:string", "weight:double"]
    rows = (
        [
            *(edge.source, edge.target, name(edge.kind).upper(), edge.identifier, edge.label, edge.weight),
            *(getattr(edge, column.name) for column in tables.edge_columns),
        ]
        for edge in tables.edges
    )
    write_lines(stream, [*header, *map(_typed, tables.edge_columns)], rows)


def name(kind: str) -> str:
    """Make a name that Cypher takes without back-quotes.

    >>> name("member_of"), name("x y;z")
    ('member_of', 'x_y_z')
    """
    return _OTHER.sub("_", kind).strip("_") or "related_to"


def _labels(node: AnyNode) -> str:
    above = "Event" if isinstance(node, EventRow) else "Entity"
    kind = name(node.kind).capitalize()
    return above if kind == above else f"{above};{kind}"


def _typed(column: Column) -> str:
    return f"{column.name}:{_TYPES[column.type]}"
