"""GraphML and GEXF in programs that others wrote, in both views: every node, edge, label and day arrives."""

import math
import re
from datetime import date
from pathlib import Path
from typing import Any

import igraph
import networkx
import pytest
import rustworkx
from hypothesis import HealthCheck, given, settings
from lxml import etree

from newsweave import exports
from newsweave.config import Config, Size, View
from newsweave.exports.centrality import pagerank
from newsweave.exports.gexf import lines as gexf_lines
from newsweave.exports.graphml import lines as graphml_lines
from newsweave.exports.places import places
from newsweave.exports.sheets import AnyNode, sheets
from newsweave.exports.spells import united
from newsweave.graph import Graph
from tests.exports.foreign.programs import gephi, graphology
from tests.exports.strategies import graphs
from tests.factory import TEXT, make_extraction, make_graph
from tests.happenings import NEWS, make_happenings

HERE = Path(__file__).parent
VIEWS = [Config(view=view) for view in View]
GEXF = "{http://gexf.net/1.3}"


def news() -> Graph:
    return make_graph(
        make_extraction(),
        make_extraction(TEXT + "It rained.\n", publisher='The "Daily" <Nail> & Co. \U0001f600 \u05d0\u202e'),
        make_happenings(),
        make_happenings(NEWS + "It rained.\n"),
    )


def files(graph: Graph, folder: Path, config: Config) -> tuple[Path, Path]:
    graphml, gexf = exports.write(graph, folder, ["graphml", "gexf"], config)
    return graphml, gexf


def counts(graph: Graph, config: Config) -> tuple[int, int]:
    tables = sheets(graph, config)
    return len(list(tables.nodes)), len(list(tables.edges))


def node_named(graph: Graph, config: Config, label: str) -> AnyNode:
    return next(node for node in sheets(graph, config).nodes if node.label.startswith(label))


@pytest.mark.parametrize("config", VIEWS, ids=lambda config: config.view)
def test_networkx_and_igraph_and_rustworkx_count_the_same(tmp_path: Path, config: Config) -> None:
    graphml, gexf = files(news(), tmp_path, config)
    expected = counts(news(), config)
    strict: Any = rustworkx.read_graphml(str(graphml))[0]
    plain = igraph.Graph.Read_GraphML(str(graphml))
    assert expected[1] > 5
    assert (strict.num_nodes(), strict.num_edges()) == expected
    assert (plain.vcount(), plain.ecount()) == expected
    for net in (networkx.read_graphml(graphml), networkx.read_gexf(gexf)):
        assert (len(net), net.number_of_edges()) == expected


@pytest.mark.node
@pytest.mark.parametrize("config", VIEWS, ids=lambda config: config.view)
def test_the_readers_of_gephi_lite_find_every_label_and_kind(tmp_path: Path, readers: Path, config: Config) -> None:
    graph = news()
    found_in_each = graphology(readers, files(graph, tmp_path, config))
    tables = sheets(graph, config)
    nodes, edges = list(tables.nodes), list(tables.edges)
    for found in found_in_each:
        assert found["type"] == "directed"
        assert {node["id"]: (node["label"], node["kind"]) for node in found["nodes"]} == {
            node.identifier: (node.label, node.kind) for node in nodes
        }
        assert {edge["id"]: (edge["source"], edge["target"], edge["kind"]) for edge in found["edges"]} == {
            edge.identifier: (edge.source, edge.target, edge.kind) for edge in edges
        }
        assert {edge["sources"] for edge in found["edges"]} == {edge.sources for edge in edges}
        assert all(isinstance(node["mentions"], int) and node["size"] > 0 for node in found["nodes"])


@pytest.mark.parametrize("config", VIEWS, ids=lambda config: config.view)
def test_both_formats_are_valid(config: Config) -> None:
    for lines, name in ((graphml_lines, "graphml"), (gexf_lines, "gexf")):
        schema = etree.RelaxNG(etree.parse(HERE / "schemas" / f"{name}.rng"))
        for graph in (news(), make_graph()):
            schema.assertValid(etree.fromstring("".join(lines(sheets(graph, config), config)).encode()))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_whatever_is_in_it_both_formats_are_valid(graph: Graph) -> None:
    for config in VIEWS:
        for lines, name in ((graphml_lines, "graphml"), (gexf_lines, "gexf")):
            root = etree.fromstring("".join(lines(sheets(graph, config), config)).encode())
            etree.RelaxNG(etree.parse(HERE / "schemas" / f"{name}.rng")).assertValid(root)
            ids = [each.get("id") for each in root.iter("{*}node", "{*}edge")]
            assert len(ids) == len(set(ids)) == sum(counts(graph, config))


def test_an_event_is_a_node_with_an_edge_for_each_role() -> None:
    graph, config = make_graph(make_extraction(), make_happenings()), Config(view=View.EVENTS)
    tables = sheets(graph, config)
    names = {node.identifier: node.label for node in tables.nodes}
    assert {(names[e.source], e.kind, names[e.target]) for e in sheets(graph, config).edges} >= {
        ("Police — arrested → 18 protesters; in Almaty", "place", "Almaty"),
        ("Anna Berg — asked → help; to Council", "agent", "Anna Berg"),
        ("Anna Berg — asked → help; to Council", "recipient", "Council"),
    }
    assert "Nur Otan" not in names.values()
    killed: Any = node_named(graph, config, "killed")
    assert (killed.kind, killed.event, killed.asserted) == ("DIE", True, False)
    assert (killed.status, killed.claimants) == ("reported", "Interior Ministry; police")
    assert killed.numbers == "at least 18 people killed; dozens of people killed"
    sent: Any = node_named(graph, config, "Council — send")
    assert (sent.first_day, sent.last_day, sent.happened) == ("2022-01-10", "2022-01-16", "week of 2022-01-10")


def test_a_node_is_there_whenever_one_of_its_edges_is() -> None:
    for config in VIEWS:
        tables = sheets(news(), config)
        nodes = {node.identifier: node.spells for node in tables.nodes}
        for edge in tables.edges:
            assert edge.spells
            for end in (edge.source, edge.target):
                assert united([*nodes[end], *edge.spells]) == nodes[end]


def test_the_timeline_has_the_days_of_events_and_of_papers(tmp_path: Path) -> None:
    _, gexf = files(make_graph(make_happenings()), tmp_path, Config())
    root = etree.parse(gexf).getroot()
    spells = {
        edge.get("kind"): [(spell.get("start"), spell.get("end")) for spell in edge.iter(f"{GEXF}spell")]
        for edge in root.iter(f"{GEXF}edge")
    }
    assert spells == {
        "REQUEST": [("2022-01-05", "2022-01-05")],  # as the text says
        "CONSULT": [("2022-01-06", "2022-01-06")],  # as it was told
    }
    assert root[1].get("mode") == "dynamic"


def test_a_state_holds_from_its_beginning_to_the_last_time_it_is_told() -> None:
    edge = next(
        edge for edge in sheets(news(), Config()).edges if edge.kind == "position_in" and edge.roles == "president"
    )
    assert edge.spells == ((date(2019, 6, 1), date(2022, 1, 6)),)


@pytest.mark.parametrize("size", Size)
def test_sizes_follow_what_is_asked_for(tmp_path: Path, size: Size) -> None:
    graph = make_graph(make_extraction())
    _, gexf = files(graph, tmp_path, Config(size=size))
    net = networkx.read_gexf(gexf)
    sizes = {data["label"]: data["viz"]["size"] for _, data in net.nodes(data=True)}
    largest = {Size.MENTIONS: "Qasym-Zhomart Toqaev", Size.DEGREE: None, Size.PAGERANK: "Kazakhstan"}[size]
    assert largest is None or sizes[largest] == max(sizes.values())
    assert sizes["Kazakhstan"] == sizes["Qasym-Zhomart Toqaev"] or size is not Size.DEGREE


def test_pagerank_is_that_of_networkx() -> None:
    net = networkx.gnp_random_graph(40, 0.08, seed=3, directed=True)
    links = [(str(one), str(other), 1.0 + one % 3) for one, other in net.edges]
    weighted: networkx.DiGraph[str] = networkx.DiGraph()
    weighted.add_weighted_edges_from(links)
    theirs = networkx.pagerank(weighted, tol=1e-10)
    ours = pagerank(links)
    assert ours.keys() == theirs.keys()
    assert all(abs(ours[node] / len(ours) - rank) < 1e-4 for node, rank in theirs.items())


def test_places_are_apart_and_neighbours_are_near() -> None:
    ring = [(str(number), str((number + 1) % 60)) for number in range(60)]
    star = [("hub", f"leaf {number}") for number in range(30)]
    nodes = sorted({end for link in ring + star for end in link} | {"alone"})
    at = places(nodes, ring + star)

    def far(one: str, other: str) -> float:
        return math.dist(at[one], at[other])

    assert len(set(at.values())) == len(nodes)
    assert max(far(*link) for link in ring) < far("0", "30")
    assert places(nodes, ring + star) == at
    assert places([], []) == {}


def test_graphml_has_the_places_of_gexf_on_request(tmp_path: Path) -> None:
    graphml, gexf = files(news(), tmp_path, Config(places=True))
    there = {name: data["viz"]["position"] for name, data in networkx.read_gexf(gexf).nodes(data=True)}
    here = networkx.read_graphml(graphml).nodes(data=True)
    assert {name: (data["x"], data["y"]) for name, data in here} == {
        name: (place["x"], place["y"]) for name, place in there.items()
    }
    config = Config(places=True)
    schema = etree.RelaxNG(etree.parse(HERE / "schemas" / "graphml.rng"))
    schema.assertValid(etree.fromstring("".join(graphml_lines(sheets(news(), config), config)).encode()))


@pytest.mark.gephi
def test_gephi_takes_the_places_of_graphml(tmp_path: Path) -> None:
    graphml, gexf = files(news(), tmp_path, Config(places=True))
    one, other = ({node: (x, y) for node, _, x, y in found["nodes"]} for found in gephi([graphml, gexf]))
    assert one == other


def test_the_page_on_gephi_names_formats_and_columns_that_exist() -> None:
    page = (HERE.parents[1] / "docs" / "gephi.md").read_text("utf-8")
    assert set(re.findall(r"--format (\w+)", page)) <= exports.FORMATS.keys()
    tables = sheets(make_graph(), Config(view=View.EVENTS))
    shown = {name for line in page.splitlines() if line.startswith("|") for name in re.findall(r"\w+", line)}
    assert {column.name for column in (*tables.node_columns, *tables.edge_columns)} <= shown
