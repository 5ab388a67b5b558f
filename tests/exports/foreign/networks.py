"""Property graphs read by libraries for Python that others wrote."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import igraph
import networkx
import pyarrow.csv
import pyarrow.parquet
import rustworkx

Edge = tuple[str, str, str]  # source, target, label
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class Network:
    """What a reader found.

    Attributes:
        nodes: Label by id.
        edges: How often there is an edge with this source, target and label.
    """

    nodes: Mapping[str, str]
    edges: Counter[Edge]

    def without_blanks(self) -> "Network":
        """Give the same with no white space in labels."""
        return network(
            ((node, "".join(label.split())) for node, label in self.nodes.items()),
            ((one, other, "".join(label.split())) for one, other, label in self.edges.elements()),
        )

    def __str__(self) -> str:
        return f"{len(self.nodes):,} nodes, {self.edges.total():,} edges"


def network(nodes: Iterable[tuple[Any, Any]], edges: Iterable[tuple[Any, Any, Any]]) -> Network:
    """Make a network; an id that comes twice is a mistake."""
    listed = list(nodes)
    found = dict(listed)
    assert len(found) == len(listed), "two nodes with one id"
    return Network(found, Counter(edges))


def with_networkx(path: Path) -> Network:
    read: Callable[[Path], Any] = networkx.read_gexf if path.suffix == ".gexf" else networkx.read_graphml
    net = read(path)
    return _of_networkx(net)


def _of_networkx(net: Any) -> Network:
    assert net.is_directed()
    return network(
        ((name, data.get("label")) for name, data in net.nodes(data=True)),
        ((one, other, data.get("label")) for one, other, data in net.edges(data=True)),
    )


def with_igraph(path: Path) -> Network:
    net = igraph.Graph.Read_GraphML(str(path))
    names = net.vs["id"] if net.vcount() else []
    return network(
        ((node["id"], node["label"]) for node in net.vs),
        ((names[edge.source], names[edge.target], edge["label"]) for edge in net.es),
    )


def with_rustworkx(path: Path) -> Network:
    net: Any = rustworkx.read_graphml(str(path))[0]
    names = {number: net[number]["id"] for number in net.node_indices()}
    return network(
        ((node["id"], node["label"]) for node in net.nodes()),
        ((names[one], names[other], data["label"]) for one, other, data in net.weighted_edge_list()),
    )


def with_json(path: Path) -> Network:
    """Read Cytoscape JSON."""
    elements = json.loads(path.read_bytes())["elements"]
    nodes, edges = ([item["data"] for item in elements[name]] for name in ("nodes", "edges"))
    return network(
        ((node["id"], node["label"]) for node in nodes),
        ((edge["source"], edge["target"], edge["label"]) for edge in edges),
    )


def with_arrow(nodes: Path, edges: Path) -> Network:
    """Read two tables: Parquet, or CSV for Gephi or Neo4j."""
    names = {".parquet": _PARQUET, ".csv": _NEO4J if nodes.name.startswith("neo4j") else _CSV}[nodes.suffix]
    read = pyarrow.parquet.read_table if nodes.suffix == ".parquet" else _read_csv
    one, other = read(nodes), read(edges)
    return network(_columns(one, names[:2]), _columns(other, names[2:]))


def _read_csv(path: Path) -> Any:
    options = pyarrow.csv.ParseOptions(newlines_in_values=True)
    texts = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys((*_CSV, *_NEO4J), pyarrow.string()))
    blocks = pyarrow.csv.ReadOptions(block_size=2**30)  # a row must not be cut
    return pyarrow.csv.read_csv(path, parse_options=options, convert_options=texts, read_options=blocks)


_PARQUET = ("id", "label", "source", "target", "label")
_CSV = ("Id", "Label", "Source", "Target", "Label")
_NEO4J = ("id:ID", "name:string", ":START_ID", ":END_ID", "label:string")


def _columns(table: Any, names: Iterable[str]) -> Iterable[Any]:
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def with_csv(nodes: Path, edges: Path) -> Network:
    """Read the same two CSV tables with the standard library."""
    names = _NEO4J if nodes.name.startswith("neo4j") else _CSV
    rows: list[list[Any]] = []
    for path, chosen in ((nodes, names[:2]), (edges, names[2:])):
        with path.open(newline="", encoding="utf-8") as stream:
            rows.append([tuple(row[name] for name in chosen) for row in csv.DictReader(stream)])
    return network(rows[0], rows[1])
