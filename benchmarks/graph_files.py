"""How fast GraphML and GEXF are written beside networkx's own writers: the same graph, one run, CPU seconds.

Both begin with everything in memory, rows here, a networkx graph there, and write the same attributes, colours, sizes,
positions and spells. What choosing the places of the nodes takes is told by itself: networkx's writers choose none.

    python benchmarks/graph_files.py [--edges 100000]
"""

import argparse
import io
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import networkx

from newsweave.config import Config
from newsweave.exports import gexf, graphml
from newsweave.exports.columns import EDGE_COLUMNS, NODE_COLUMNS, Row
from newsweave.exports.places import places
from newsweave.exports.rows import EdgeRow, NodeRow
from newsweave.exports.sheets import Sheets
from newsweave.types import Kind

_LEAST = 5.0  # times as fast as networkx
_WORDS = "Minister council of the \u201cquoted\u201d talks in Norburg & R\u00edo on protests bridge <Daily>".split()


def main() -> int:
    """Run from the command line; the exit code is 1 if a writer is slower than it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, default=100_000)
    edges = parser.parse_args().edges
    nodes = [_node(number) for number in range(edges // 3)]
    tables = Sheets(nodes=nodes, edges=[_edge(number, nodes) for number in range(edges)])
    slow = False
    print(f"{len(nodes):,} nodes, {edges:,} edges; CPU seconds")
    for name, ours, theirs, time_and_look in (
        ("GraphML", graphml.lines, networkx.generate_graphml, False),
        ("GEXF", _gexf_without_places, networkx.generate_gexf, True),
    ):
        net = _networkx(tables, time_and_look)
        (spent, size), (their_spent, _) = _timed(ours, tables), _timed(theirs, net)
        ratio = their_spent / spent
        slow |= ratio < _LEAST
        print(f"{name:8} {spent:6.2f}  networkx {their_spent:6.2f}  {ratio:5.1f} times as fast  {size / 1e6:.0f} MB")
    started = time.process_time()
    places([node.identifier for node in nodes], [(edge.source, edge.target) for edge in tables.edges])
    print(f"places   {time.process_time() - started:6.2f}")
    return 1 if slow else 0


def _timed(write: Callable[[Any], Any], graph: Any) -> tuple[float, int]:
    stream = io.BytesIO()
    started = time.process_time()
    for line in write(graph):
        stream.write(line.encode())
    return time.process_time() - started, stream.tell()


def _gexf_without_places(tables: Sheets) -> Any:
    found = {node.identifier: (0.0, 0.0) for node in tables.nodes}
    return gexf.lines(tables, Config(), lambda *_: found)


def _networkx(tables: Sheets, time_and_look: bool) -> "networkx.MultiDiGraph[str]":
    """Make the same graph for networkx; edges have keys of their own, as its GraphML needs them."""
    net: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in tables.nodes:
        values = {column.name: _plain(getattr(node, column.name)) for column in NODE_COLUMNS}
        known: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
        if time_and_look:
            red, green, blue = bytes.fromhex(node.color.removeprefix("#"))
            colour, place = {"r": red, "g": green, "b": blue}, {"x": 0.0, "y": 0.0, "z": 0.0}
            known |= {"viz": {"color": colour, "size": node.size, "position": place}, "spells": _spells(node)}
        else:
            known |= {"color": node.color, "size": node.size}
        net.add_node(node.identifier, label=node.label, **known)
    for edge in tables.edges:
        values = {column.name: getattr(edge, column.name) for column in EDGE_COLUMNS}
        said: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
        if time_and_look:
            said["spells"] = _spells(edge)
        ends = edge.source, edge.target
        net.add_edge(*ends, key=edge.identifier, label=edge.label, kind=edge.kind, weight=edge.weight, **said)
    return net


def _spells(row: Row) -> list[tuple[str, str]]:
    return [(first.isoformat(), last.isoformat()) for first, last in row.spells]


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value


def _node(number: int) -> NodeRow:
    chance = random.Random(number)
    return NodeRow(
        identifier=f"person-{number:08x}",
        label=_some(chance, 2),
        kind=chance.choice(list(Kind)),
        iri=f"https://newsweave.example/kg/entity/person-{number:08x}",
        names=_some(chance, 4),
        mentions=chance.randrange(1, 90),
        documents=chance.randrange(1, 30),
        links=chance.randrange(1, 30),
        country=None,
        wikidata=f"Q{number}" if number % 3 else None,
        geonames=None,
        sources=_some(chance, 2),
        first_date="2022-01-05",
        spells=(_spell(chance), _spell(chance)),
    )


def _edge(number: int, nodes: list[NodeRow]) -> EdgeRow:
    chance = random.Random(-1 - number)
    return EdgeRow(
        identifier=f"s{number:016x}",
        source=chance.choice(nodes).identifier,
        target=chance.choice(nodes).identifier,
        label="member of",
        kind="member_of",
        event=False,
        weight=float(chance.randrange(1, 9)),
        roles=_some(chance, 2),
        happened=None,
        asserted=True,
        former=False,
        status="asserted",
        claimants=None,
        evidence=_some(chance, 25),
        documents=1,
        sources=_some(chance, 2),
        first_date="2022-01-05",
        last_date="2022-01-09",
        score=0.9,
        spells=(_spell(chance),),
    )


def _some(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count))


def _spell(chance: random.Random) -> tuple[date, date]:
    first = date(2022, 1, 1) + timedelta(days=chance.randrange(365))
    return first, first + timedelta(days=chance.randrange(9))


if __name__ == "__main__":
    sys.exit(main())
