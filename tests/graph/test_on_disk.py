"""A graph on disk is the graph in memory: it answers the same, and every file of it has the same bytes."""

import pickle
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from newsweave import exports
from newsweave.config import Config, Provenance, View
from newsweave.errors import RecordError
from newsweave.exports.rdf import write_rdf
from newsweave.exports.rdf.syntaxes import SYNTAXES
from newsweave.graph import Graph, extractions
from newsweave.graph.extractions import OnDisk, distinct
from newsweave.graph.store.memory import MemoryStore
from newsweave.graph.store.sqlite import SqliteStore
from newsweave.types import Event, Quote, Statement
from tests.exports.foreign.hostile import hostile_graph
from tests.exports.strategies import graphs
from tests.factory import OWN_END, TEXT, make_extraction
from tests.happenings import make_happenings

ARTICLES = [make_extraction(), make_extraction(TEXT + OWN_END, publisher="AFP"), make_happenings()]


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractions, "MANY", 1)


@pytest.fixture(scope="module")
def inside() -> Graph:
    return Graph.of(ARTICLES)


@pytest.fixture(scope="module")
def outside() -> Graph:
    return Graph.of(OnDisk(iter(ARTICLES)))


def test_a_graph_on_disk_is_told_from_one_in_memory(inside: Graph, outside: Graph) -> None:
    assert (inside.on_disk, outside.on_disk) == (False, True)
    assert inside == outside
    assert outside == inside
    assert hash(inside) == hash(outside)


def test_it_answers_the_same(inside: Graph, outside: Graph) -> None:
    assert outside.documents() == inside.documents()
    assert outside.entities() == inside.entities()
    assert outside.statements() == inside.statements()
    assert outside.events() == inside.events()
    assert outside.quotes() == inside.quotes()
    assert outside.triples() == inside.triples()
    assert outside.copies() == inside.copies()
    assert outside.timeline() == inside.timeline()
    for entity in inside.entities():
        assert outside.mentions(entity) == inside.mentions(entity)
        assert list(outside.mentioned(entity)) == [each.sentence for each in inside.mentions(entity)]
        assert outside.neighbours(entity) == inside.neighbours(entity)
        assert outside.statements(entity=entity) == inside.statements(entity=entity)
        assert outside.evidence(entity.id) == inside.evidence(entity.id)
    items: list[Statement | Event | Quote] = [*inside.statements(), *inside.events(), *inside.quotes()]
    for item in items:
        assert outside.item(item.id) == item
        assert outside.times_told(item.evidence) == inside.times_told(item.evidence)
    assert outside.statement(inside.statements()[0].id) == inside.statements()[0]


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(graphs())
def test_whatever_was_extracted_every_file_is_the_same(graph: Graph) -> None:
    other = replace(graph, extractions=OnDisk(graph.extractions))
    for name in ("records", "turtle", "nquads", "graphml", "gexf"):
        assert _written(other, name) == _written(graph, name), name


@pytest.mark.parametrize("name", exports.FORMATS)
def test_every_format_has_the_same_bytes(name: str, tmp_path: Path) -> None:
    graph = hostile_graph(12)
    other = replace(graph, extractions=OnDisk(graph.extractions))
    for config in (Config(), Config(view=View.EVENTS), Config(places=True)):
        ours = [path.read_bytes() for path in exports.write(graph, tmp_path / "in", [name], config)]
        assert [path.read_bytes() for path in exports.write(other, tmp_path / "out", [name], config)] == ours


@pytest.mark.parametrize("provenance", Provenance)
def test_every_level_of_provenance_has_the_same_bytes(inside: Graph, outside: Graph, provenance: Provenance) -> None:
    config, found = Config(provenance=provenance), []
    for graph in (inside, outside):
        sink = BytesIO()
        write_rdf(graph, sink, config, SYNTAXES["nquads"])
        found.append(sink.getvalue())
    assert found[0] == found[1] != b""


def test_of_two_readings_the_same_one_stays() -> None:
    first = make_extraction()
    both = [replace(first, pipeline="b"), replace(first, pipeline="a"), replace(first, pipeline="a", statements=())]
    assert OnDisk(both) == distinct(both) == distinct(reversed(both))


def test_what_refers_to_nothing_is_an_error() -> None:
    lost = replace(make_extraction(), entities=())
    with pytest.raises(RecordError, match="none of its entities"):
        OnDisk([lost])
    with pytest.raises(RecordError, match="in no cluster"):
        Graph(extractions=OnDisk([make_extraction()]), clusters=())


def test_it_is_pickled_with_all_that_lies_on_disk(inside: Graph, outside: Graph) -> None:
    outside.events()
    inside.mentioned(inside.entities()[0])
    assert pickle.loads(pickle.dumps(outside)) == outside
    assert pickle.loads(pickle.dumps(inside)) == inside


def test_few_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractions, "MANY", 4)
    assert not Graph.of(iter(ARTICLES), on_disk=True).on_disk
    monkeypatch.setattr(extractions, "MANY", 3)
    assert Graph.of(iter(ARTICLES), on_disk=True).on_disk
    assert Graph.of(iter(ARTICLES), on_disk=True) == Graph.of(ARTICLES)


def test_stores_and_records_give_it_too(inside: Graph, tmp_path: Path) -> None:
    store, file = MemoryStore(), SqliteStore(tmp_path / "news.db")
    for each in (store, file):
        for number, article in enumerate(ARTICLES):
            each.put(article, f"{number}.txt")
        assert each.graph(on_disk=True).on_disk
        assert each.graph(on_disk=True) == each.graph()
        each.close()


def _written(graph: Graph, name: str) -> bytes:
    sink = BytesIO()
    exports.FORMATS[name].load()(graph, sink, Config())
    return sink.getvalue()
