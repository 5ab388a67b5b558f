"""The two tables of a property graph, which every format writes: nodes and edges, with their columns.

In the view of entities, what ties two of them is an edge. In the view of events they are nodes too, and each role
of a named participant is an edge from the event.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsweave.config import Config, View
from newsweave.exports import rows
from newsweave.exports.columns import EDGE_COLUMNS, EVENT_COLUMNS, NODE_COLUMNS, Column
from newsweave.exports.event_rows import EventRow, event_node
from newsweave.exports.iris import checked_base
from newsweave.exports.rows import EdgeRow, NodeRow
from newsweave.exports.ties import Tie, events_once, roles, ties
from newsweave.graph import Graph

AnyNode = NodeRow | EventRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """A property graph.

    Attributes:
        nodes: Its nodes, to be gone through once.
        edges: Its edges, likewise.
        node_columns: What nodes have, besides identifier and label.
        edge_columns: What edges have, besides identifier, source, target, label, kind and weight.
        links: From, to and weight of each edge, in the same order.
    """

    nodes: Iterable[AnyNode]
    edges: Iterable[EdgeRow]
    node_columns: tuple[Column, ...] = NODE_COLUMNS
    edge_columns: tuple[Column, ...] = EDGE_COLUMNS
    links: tuple[tuple[str, str, float], ...] = ()


def sheets(graph: Graph, config: Config) -> Sheets:
    """Make the tables of a graph, in the view that is asked for; rows are made as they are read."""
    events = config.view is View.EVENTS
    found = roles(graph) if events else ties(graph)
    base = checked_base(config.base)
    return Sheets(
        nodes=_with_events(graph, found, base) if events else _entities(graph, found, base),
        edges=(rows.edge(graph, tie) for tie in found),
        node_columns=NODE_COLUMNS + EVENT_COLUMNS if events else NODE_COLUMNS,
        links=tuple((tie.source, tie.target, rows.weight(graph, tie)) for tie in found),
    )


def _entities(graph: Graph, found: Iterable[Tie], base: str) -> Iterator[NodeRow]:
    ends = rows.ends(found)
    return (rows.node(graph, entity, ends[entity.id], base) for entity in graph.entities())


def _with_events(graph: Graph, found: Iterable[Tie], base: str) -> Iterator[AnyNode]:
    """Give the entities that take part in an event, then the events."""
    ends = rows.ends(found)
    for entity in graph.entities():
        if entity.id in ends:
            yield rows.node(graph, entity, ends[entity.id], base)
    for event in events_once(graph):
        yield event_node(graph, event, ends[event.id], base)
