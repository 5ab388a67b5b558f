"""The graph as networks: what their edges are, who is first in them, and who belongs together."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import networkx
import pytest
from networkx.algorithms.link_analysis import pagerank_alg

from newsweave import pipeline
from newsweave.errors import NewsweaveError, UnknownNameError
from newsweave.graph import Graph
from newsweave.graph.networks.networkx_view import NETWORKS
from newsweave.graph.networks.rank import MEASURES, communities, rank
from newsweave.ids import make_document
from newsweave.types import Extraction, Kind
from tests.factory import OWN_END, make_entity, make_evidence, make_extraction, make_graph, make_mention, make_statement
from tests.happenings import NEWS, make_happenings

_GROUPS = 4
_MEMBERS = 8


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Join an article on Kazakhstan and two on Norburg."""
    return make_graph(make_extraction(), make_happenings(), _later(make_happenings(NEWS + OWN_END)))


def _later(extraction: Extraction) -> Extraction:
    """Publish it ten days later, so that it tells of other happenings."""
    return replace(extraction, document=replace(extraction.document, published=date(2022, 1, 16)))


@pytest.fixture(scope="module")
def groups() -> Graph:
    """Tie four groups of eight inside at random, and each to the next once."""
    chance = random.Random(1)
    names = [[f"{letter}{number}" for number in range(_MEMBERS)] for letter in "KLMN"[:_GROUPS]]
    document = make_document(
        f"{' '.join(name for group in names for name in group)} are tied.", published=date(2022, 1, 6)
    )
    ends = {name: make_entity(document, Kind.ORG, name) for group in names for name in group}
    pairs = [(group[one], group[other]) for group in names for one in range(_MEMBERS) for other in range(one)]
    kept = [pair for pair in pairs if chance.random() < 0.6]
    bridges = [(names[place][0], names[(place + 1) % _GROUPS][0]) for place in range(_GROUPS)]
    extraction = Extraction(
        document=document,
        pipeline="factory@1",
        entities=tuple(sorted(ends.values(), key=lambda entity: entity.id)),
        mentions=tuple(make_mention(document, entity, name) for name, entity in ends.items()),
        statements=tuple(
            make_statement(ends[one], "part_of", ends[other], make_evidence(document, "tied"))
            for one, other in (*kept, *bridges)
        ),
    )
    return make_graph(extraction)


def labels(network: Any) -> set[tuple[str, str, int]]:
    return {
        (network.nodes[one]["label"], network.nodes[other]["label"], weight)
        for one, other, weight in network.edges(data="weight")
    }


def test_statements_and_events_are_edges_of_one_multigraph(graph: Graph) -> None:
    network = graph.to_networkx()
    assert isinstance(network, networkx.MultiDiGraph)
    assert network.number_of_nodes() == len(graph.entities())
    keys = [key for _, _, key in network.edges(keys=True)]
    assert sorted(keys) == sorted({*(each.id for each in graph.statements()), *keys})
    berg, dahl = graph.find("Anna Berg").id, graph.find("Dahl").id
    met = [edge for edge in network[berg][dahl].values() if edge["type"] == "CONSULT"]
    assert [(edge["sort"], edge["trigger"], edge["weight"], edge["asserted"]) for edge in met] == [
        ("event", "met", 1, True)
    ] * 2
    assert "date" not in met[0]
    council = graph.find("Council").id
    assert {edge["date"] for edge in network[berg][council].values()} == {"2022-01-05"}


@pytest.mark.parametrize("name", NETWORKS)
def test_no_attribute_is_none(graph: Graph, name: str) -> None:
    network = graph.to_networkx(name)
    attributes = [data for _, data in network.nodes(data=True)] + [data for *_, data in network.edges(data=True)]
    assert attributes
    assert all(value is not None for data in attributes for value in data.values())


def test_actors_are_joined_by_events_and_weighted_by_their_number(graph: Graph) -> None:
    network = graph.to_networkx("actors")
    assert labels(network) == {("Anna Berg", "Council", 2), ("Anna Berg", "Carl Dahl", 2)}
    edge = network.edges[graph.find("Anna Berg").id, graph.find("Council").id]
    assert (edge["types"], len(edge["events"]), len(edge["documents"])) == (("REQUEST",), 2, 2)


def test_cooccurrence_counts_sentences_or_documents(graph: Graph) -> None:
    beside = graph.to_networkx("cooccurrence")
    assert not beside.is_directed()
    assert {frozenset(ends) for *ends, _ in labels(beside)} >= {
        frozenset(("Anna Berg", "Council")),
        frozenset(("Norburg", "Interior Ministry")),
        frozenset(("Qasym-Zhomart Toqaev", "CSTO")),
    }
    assert beside.edges[graph.find("Toqaev").id, graph.find("Nur Otan").id]["weight"] == 1
    together = graph.to_networkx("cooccurrence", within="document")
    assert together.edges[graph.find("Berg").id, graph.find("Norburg").id]["weight"] == 2
    assert together.number_of_edges() == 15 + 10
    assert not together.has_edge(graph.find("Berg").id, graph.find("Almaty").id)


def test_a_least_weight_leaves_weak_edges_out(graph: Graph) -> None:
    assert graph.to_networkx("actors", minimum_weight=3).number_of_nodes() == 0
    strong = graph.to_networkx("cooccurrence", within="document", minimum_weight=2)
    assert (strong.number_of_nodes(), strong.number_of_edges()) == (5, 10)
    assert graph.to_networkx(minimum_weight=2).number_of_edges() == 0
    assert graph.to_networkx(minimum_weight=2).number_of_nodes() == len(graph.entities())


def test_a_slice_of_time_has_what_was_then(graph: Graph) -> None:
    assert labels(graph.to_networkx("actors", since="2022-01-05", until="2022-01-05")) == {("Anna Berg", "Council", 2)}
    assert graph.to_networkx("actors", since="2022-01-06").number_of_edges() == 0
    assert graph.to_networkx("cooccurrence", until="2022-01-05").number_of_edges() == 0
    assert graph.to_networkx("cooccurrence", since="2022-01-06").number_of_edges() > 0


def test_a_network_that_does_not_exist_is_told(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match=r"network: there is no 'actor'; did you mean actors\? available: "):
        graph.to_networkx("actor")
    with pytest.raises(UnknownNameError, match="within: there is no 'page'; available: document, sentence"):
        graph.to_networkx("cooccurrence", within="page")
    with pytest.raises(UnknownNameError, match="by: there is no 'eigenvector'; available: "):
        rank(graph, "eigenvector")
    with pytest.raises(NewsweaveError, match="since: 'soon' is no date"):
        graph.to_networkx("cooccurrence", since="soon")


def test_pagerank_is_that_of_networkx(groups: Graph) -> None:
    theirs = pagerank_alg._pagerank_python(  # type: ignore[attr-defined]
        networkx.Graph(groups.to_networkx()), tol=1e-12
    )
    assert {each.entity: pytest.approx(each.score, abs=1e-8) for each in rank(groups, network="statements")} == theirs


def test_those_who_join_groups_are_between_most(groups: Graph) -> None:
    first = rank(groups, "betweenness", "statements")[:4]
    assert {each.name for each in first} == {"K0", "L0", "M0", "N0"}


def test_ranks_tell_places_scores_mentions_and_neighbours(graph: Graph) -> None:
    berg, *_, last = rank(graph, "degree")
    assert (berg.place, berg.name, berg.kind, berg.score, berg.mentions, berg.neighbours) == (
        1,
        "Anna Berg",
        Kind.PERSON,
        2.0,
        2,
        2,
    )
    assert (last.place, last.name) == (3, "Council")  # of one score the name decides
    assert rank(graph, "mentions", "statements")[0].name == "Qasym-Zhomart Toqaev"


@pytest.mark.parametrize("by", MEASURES)
def test_a_graph_without_ties_ranks_nobody(by: str) -> None:
    assert rank(make_graph(make_extraction()), by) == ()
    assert communities(make_graph(make_extraction()), "actors").found == ()


def test_communities_are_the_groups_named_by_their_first_members(groups: Graph) -> None:
    found = communities(groups, "statements")
    assert [{each.name[0] for each in part.members} for part in found.found] == [{"K"}, {"L"}, {"M"}, {"N"}]
    assert [len(part.members) for part in found.found] == [8] * 4
    assert all(part.name == ", ".join(each.name for each in part.members[:3]) for part in found.found)
    assert (found.alone, 0.5 < found.modularity < 0.8) == (0, True)
    assert len(communities(groups, "statements", resolution=4).found) > 4


def test_communities_are_the_same_in_every_process(groups: Graph, tmp_path: Path) -> None:
    pipeline.write(groups, tmp_path, ["records"])
    told = set()
    for seed in ("1", "2", "3"):
        for command in ("communities", "rank"):
            arguments = [sys.executable, "-m", "newsweave", command, str(tmp_path), "--graph", "statements", "--json"]
            environment = os.environ | {"PYTHONHASHSEED": seed}
            told.add(subprocess.run(arguments, check=True, capture_output=True, text=True, env=environment).stdout)
    assert len(told) == 2
