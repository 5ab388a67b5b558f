"""A store keeps what persons say against the machine, and whoever reads its graph reads it so."""

from pathlib import Path

import pytest
from pyoxigraph import Literal

import newsweave
from newsweave import pipeline
from newsweave.config import Config
from newsweave.errors import RecordError
from newsweave.exports.sparql import open_store
from newsweave.graph import Graph
from newsweave.graph.corrections.anchor import entity_target
from newsweave.graph.corrections.correction import Action, Correction, make_correction
from newsweave.graph.corrections.replay import Conflict
from tests.factory import make_extraction
from tests.happenings import make_happenings

NAMES = [":memory:", "news.db"]
PLAIN = Config(embedded=False)


def relabel(graph: Graph, name: str, to: str, second: int = 0) -> Correction:
    moment = f"2026-11-22T10:00:{second:02}.000Z"
    return make_correction(Action.RELABEL, entity_target(graph, graph.find(name)), at=moment, by="anna", value=to)


@pytest.mark.parametrize("name", NAMES)
def test_its_graph_is_that_of_its_articles_with_the_corrections(tmp_path: Path, name: str) -> None:
    said = [make_extraction(), make_happenings()]
    with newsweave.open(name if name == ":memory:" else tmp_path / name, config=PLAIN) as corpus:
        corpus.add(said)
        machine = corpus.graph()
        correction = relabel(machine, "Almaty", "Alma-Ata")
        assert corpus.correct(correction, correction) == 1
        assert corpus.correct(correction) == 0
        assert corpus.corrections() == (correction,)
        assert corpus.graph() == Graph.of(said, [correction])
        assert corpus.graph(corrected=False) == machine


def test_they_outlast_the_article_and_are_told_while_it_is_out(tmp_path: Path) -> None:
    told: list[Conflict] = []
    with newsweave.open(tmp_path / "news.db", config=PLAIN) as corpus:
        corpus.add([make_extraction(), make_happenings()])
        corpus.correct(relabel(corpus.graph(), "Almaty", "Alma-Ata"))
        corpus.remove(make_extraction().document.id)
        assert corpus.graph(on_conflict=told.append) == Graph.of([make_happenings()])
        assert [conflict.reason for conflict in told] == ["what it is about is not found any more"]
        corpus.add(make_extraction())
        assert corpus.graph().find("Alma-Ata").kind == "PLACE"


def test_whoever_reads_the_file_reads_it_so(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with newsweave.open(path, config=PLAIN) as corpus:
        corpus.add(make_extraction())
        first = relabel(corpus.graph(), "Almaty", "Alma-Ata")
        second = relabel(corpus.graph(), "Almaty", "Verny", 1)
        corpus.correct(first)
    assert pipeline.load(path) == Graph.of([make_extraction()], [first])
    assert pipeline.load(path, corrected=False) == Graph.of([make_extraction()])
    told: list[Conflict] = []
    both = pipeline.load(path, corrections=[second], on_conflict=told.append)
    assert both == Graph.of([make_extraction()], [first, second])
    assert [conflict.correction for conflict in told] == [first]
    for corrected in (True, False):
        labels = {quad.object for quad in open_store(path, corrected=corrected)}
        assert (Literal("Alma-Ata", language="en") in labels) is corrected


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    with newsweave.open(tmp_path / "news.db", config=PLAIN) as corpus:
        corpus.add(make_extraction())
        corpus.store.correct('{"do":"merge"}')
        with pytest.raises(RecordError, match="the corrections of the store"):
            corpus.graph()
        assert corpus.graph(corrected=False) == Graph.of([make_extraction()])
