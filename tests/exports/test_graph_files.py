"""GraphML and GEXF: independent readers count the same, and the rules that Gephi needs hold."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import igraph
import networkx
import pytest
from hypothesis import HealthCheck, given, settings

from newsweave.exports import rows
from newsweave.exports.columns import EDGE_COLUMNS, NODE_COLUMNS
from newsweave.exports.gexf import write_gexf
from newsweave.exports.graphml import write_graphml
from newsweave.graph import Graph
from newsweave.types import Kind, Role
from tests.exports.strategies import graphs
from tests.factory import OWN_END, TEXT, make_extraction, make_graph
from tests.happenings import NEWS, make_happenings

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"

relaxed = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(write: Callable[[Graph, BinaryIO], None], graph: Graph) -> bytes:
    stream = io.BytesIO()
    write(graph, stream)
    return stream.getvalue()


def two_papers() -> Graph:
    return make_graph(make_extraction(), make_extraction(TEXT + OWN_END, publisher=None))


def many_things() -> Graph:
    return make_graph(make_extraction(), make_happenings())


def test_an_edge_unites_the_claims_of_all_documents() -> None:
    (edge,) = (edge for edge in rows.edges(two_papers()) if edge.kind == "member_of")
    assert (edge.weight, edge.documents, edge.score) == (2.0, 2, 0.5)
    assert (edge.asserted, edge.status, edge.claimants) == (False, "reported", "Dosym Satpaev")
    assert edge.evidence == TEXT.splitlines()[1]
    assert edge.sources is not None
    assert set(edge.sources.split("; ")) == {"RFE/RL", "Kazakhstan asks CSTO for help"}
    assert edge.first_date == edge.last_date == "2022-01-06"


def test_an_event_between_two_entities_is_an_edge_from_who_to_whom() -> None:
    graph = make_graph(make_happenings(), make_happenings(NEWS + OWN_END))
    edges = list(rows.edges(graph))
    named = {(graph.entity(edge.source).name, edge.kind, graph.entity(edge.target).name): edge for edge in edges}
    assert set(named) == {("Anna Berg", "REQUEST", "Council"), ("Anna Berg", "CONSULT", "Carl Dahl")}
    asked = named["Anna Berg", "REQUEST", "Council"]
    assert (asked.label, asked.roles, asked.happened) == ("request", "asked", "2022-01-05")
    assert (asked.weight, asked.documents, asked.asserted, asked.status) == (2.0, 2, True, "asserted")
    assert asked.evidence == NEWS.splitlines()[0]
    assert len(list(rows.nodes(graph))) == len(graph.entities())
    assert {node.label: node.links for node in rows.nodes(graph)}["Anna Berg"] == 2


def test_who_does_something_to_himself_has_no_edge() -> None:
    extraction = make_happenings()
    met = extraction.events[-1]
    agent, patient = met.roles
    twice = replace(met, roles=(agent, patient, patient, replace(agent, role=Role.PATIENT)))
    graph = make_graph(replace(extraction, events=(twice,)))
    (edge,) = rows.edges(graph)
    assert (graph.entity(edge.target).name, edge.weight) == ("Carl Dahl", 1.0)


def test_a_node_tells_its_names_numbers_and_links() -> None:
    node = next(node for node in rows.nodes(two_papers()) if node.label == "Kazakhstan")
    assert (node.kind, node.mentions, node.documents, node.links) == (Kind.PLACE, 2, 2, 2)
    assert (node.country, node.wikidata, node.geonames) == ("KZ", "Q232", None)
    assert node.iri == f"https://newsweave.example/kg/entity/{node.identifier}"


@pytest.mark.parametrize(
    ("write", "name", "read"),
    [
        (write_graphml, "g.graphml", networkx.read_graphml),
        (write_gexf, "g.gexf", networkx.read_gexf),
    ],
)
def test_networkx_reads_all(
    tmp_path: Path, write: Callable[[Graph, BinaryIO], None], name: str, read: Callable[[Path], Any]
) -> None:
    graph = many_things()
    (tmp_path / name).write_bytes(written(write, graph))
    net = read(tmp_path / name)
    assert net.is_directed()
    assert {name: data["label"] for name, data in net.nodes(data=True)} == {e.id: e.name for e in graph.entities()}
    assert sorted(data["label"] for *_, data in net.edges(data=True)) == sorted(
        edge.label for edge in rows.edges(graph)
    )
    toqaev = next(data for _, data in net.nodes(data=True) if data["label"].startswith("Qasym"))
    assert (toqaev["mentions"], toqaev["kind"]) == (3, "PERSON")


def test_igraph_reads_all(tmp_path: Path) -> None:
    graph = many_things()
    (tmp_path / "g.graphml").write_bytes(written(write_graphml, graph))
    net = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert net.is_directed()
    assert net.vs["label"] == [entity.name for entity in graph.entities()]
    assert net.es["label"] == [edge.label for edge in rows.edges(graph)]
    assert set(net.es["asserted"]) == {True, False}


@relaxed
@given(graphs())
def test_graphml_survives_any_text(graph: Graph) -> None:
    root = ET.fromstring(written(write_graphml, graph))
    nodes, edges = root.findall(f".//{GRAPHML}node"), root.findall(f".//{GRAPHML}edge")
    assert [node.get("id") for node in nodes] == [entity.id for entity in graph.entities()]
    assert [_legal(node[0].text) for node in nodes] == [_legal(entity.name) for entity in graph.entities()]
    assert len({edge.get("id") for edge in edges}) == len(edges) == len(list(rows.edges(graph)))


@relaxed
@given(graphs())
def test_gexf_survives_any_text(graph: Graph) -> None:
    root = ET.fromstring(written(write_gexf, graph))
    nodes, edges = root.findall(f".//{GEXF}node"), root.findall(f".//{GEXF}edge")
    assert [_legal(node.get("label")) for node in nodes] == [_legal(e.name) for e in graph.entities()]
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert all(float(edge.get("weight", "0")) > 0 and edge.get("label") for edge in edges)


def _legal(text: str | None) -> str:
    return "".join(
        letter if letter in "\t\n\r" or " " <= letter < "\ud800" or "\ue000" <= letter < "\ufffe" else "?"
        for letter in (text or "").replace("\ufffd", "?")
        if letter < "\U00010000"
    )


def test_graphml_keys_are_declared_once_with_types_that_gephi_lite_takes() -> None:
    root = ET.fromstring(written(write_graphml, many_things()))
    keys = root.findall(f"{GRAPHML}key")
    assert len({key.get("id") for key in keys}) == len(keys)
    assert {key.get("for") for key in keys} == {"node", "edge"}
    assert {key.get("attr.type") for key in keys} <= {"boolean", "int", "long", "float", "double", "string"}
    used = {data.get("key") for data in root.iter(f"{GRAPHML}data")}
    assert used <= {key.get("id") for key in keys}
    assert {data.text for data in root.iter(f"{GRAPHML}data") if data.get("key") == "edge_asserted"} == {
        *("true", "false")
    }


def test_gexf_follows_the_rules_of_gephi() -> None:
    root = ET.fromstring(written(write_gexf, many_things()))
    for attributes in root.iter(f"{GEXF}attributes"):
        assert [each.get("id") for each in attributes] == [str(number) for number in range(len(attributes))]
    for edge in root.iter(f"{GEXF}edge"):
        assert edge.get("type") == "directed"
        assert edge.get("kind")
    for node in root.iter(f"{GEXF}node"):
        assert node.find(f"{VIZ}color") is not None
        assert node.find(f"{VIZ}size") is not None


def test_nothing_is_written_for_what_is_not_known() -> None:
    for write in (write_graphml, write_gexf):
        assert b"None" not in written(write, two_papers())


def test_no_column_has_a_name_that_readers_take_for_their_own() -> None:
    names = {column.name for column in (*NODE_COLUMNS, *EDGE_COLUMNS)}
    assert names.isdisjoint({"type", "start", "end", "id", "pid", "for", "parents", "viz", "weight", "label"})


def test_an_empty_graph_is_a_valid_file(tmp_path: Path) -> None:
    for write, read in ((write_graphml, networkx.read_graphml), (write_gexf, networkx.read_gexf)):
        (tmp_path / "empty").write_bytes(written(write, make_graph()))
        assert len(read(tmp_path / "empty")) == 0


def test_every_kind_has_a_colour_of_its_own() -> None:
    assert len({rows.COLOURS[kind] for kind in Kind}) == len(Kind)
