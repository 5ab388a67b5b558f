"""Nothing is lost on the way: the seed and a large hostile graph, in every format, in readers that others wrote."""

from pathlib import Path

import pytest

from newsweave import pipeline
from newsweave.graph import Graph
from tests.exports.foreign.hostile import hostile_graph
from tests.exports.foreign.programs import gephi
from tests.exports.foreign.trips import TRIPS, travel

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seed() -> Graph:
    return pipeline.build(SEEDS)


@pytest.fixture(scope="module")
def hostile() -> Graph:
    return hostile_graph(20)


def lost(graph: Graph, folder: Path, needs: str, graphology: Path | None = None) -> list[str]:
    arrived = list(travel(graph, folder, lambda trip: trip.needs == needs, graphology))
    assert {each.trip for each in arrived} == {trip for trip in TRIPS if trip.needs == needs}
    return [
        f"{each.trip.format} in {each.trip.reader}, {each.view}: {each.problem}" for each in arrived if each.problem
    ]


@pytest.mark.model
@pytest.mark.slow
def test_the_seed_arrives(seed: Graph, tmp_path: Path) -> None:
    assert lost(seed, tmp_path, "") == []


@pytest.mark.slow
def test_hostile_words_arrive(hostile: Graph, tmp_path: Path) -> None:
    assert lost(hostile, tmp_path, "") == []


@pytest.mark.node
@pytest.mark.slow
def test_hostile_words_arrive_in_gephi_lite(hostile: Graph, tmp_path: Path, readers: Path) -> None:
    assert lost(hostile, tmp_path, "node", readers) == []


@pytest.mark.store
def test_hostile_words_arrive_in_raptor(hostile: Graph, tmp_path: Path) -> None:
    assert lost(hostile, tmp_path, "store") == []


@pytest.mark.gephi
def test_hostile_words_arrive_in_gephi(hostile: Graph, tmp_path: Path) -> None:
    assert lost(hostile, tmp_path, "gephi") == []


@pytest.mark.gephi
@pytest.mark.model
def test_the_seed_arrives_in_gephi(seed: Graph, tmp_path: Path) -> None:
    assert lost(seed, tmp_path, "gephi") == []
    (path,) = pipeline.write(seed, tmp_path, ["gexf"])
    (found,) = gephi([path])
    assert found["issues"] == ["GEXF version 1.3"]
    assert len({(x, y) for _, _, x, y in found["nodes"]}) == len(found["nodes"])
    assert all(weight > 0 for *_, weight in found["edges"])
