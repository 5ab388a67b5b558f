"""The main job on the real seed article: one command, every file, the same bytes each time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import newsweave
import newsweave.exports

pytestmark = pytest.mark.model
_SEEDS = Path(__file__).parent.parent / "seeds"
_FILES = {name for each in newsweave.exports.FORMATS.values() for name in (each.file, *(each.beside or ())[:1])}


def _built(out: Path, seed: str) -> dict[str, bytes]:
    formats = [part for name in newsweave.exports.FORMATS for part in ("--format", name)]
    command = [sys.executable, "-m", "newsweave", "build", str(_SEEDS), "-o", str(out), "--quiet", *formats]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_two_builds_with_different_hash_seeds_write_the_same_bytes(tmp_path: Path) -> None:
    first = _built(tmp_path / "1", "1")
    assert first.keys() == _FILES
    assert first == _built(tmp_path / "2", "4242")


def test_the_graph_read_back_is_the_graph_that_was_written(tmp_path: Path) -> None:
    graph = newsweave.build(_SEEDS)
    newsweave.write(graph, tmp_path, ["records"])
    assert newsweave.load(tmp_path) == graph


def test_everything_in_the_graph_has_words_in_the_article() -> None:
    graph = newsweave.build(_SEEDS)
    for entity in graph.entities():
        mentions = graph.mentions(entity.id)
        assert mentions
        assert all(graph.words(mention.span) == mention.text for mention in mentions)
    for statement in graph.statements():
        for evidence in graph.evidence(statement.id):
            sentence = graph.words(evidence.sentence)
            assert evidence.subject
            assert graph.words(evidence.subject) in sentence


@pytest.mark.parametrize("name", ["Toqaev", "CSTO", "Blinken", "Almaty"])
def test_knows_whom_and_what_the_article_is_about(name: str) -> None:
    assert newsweave.build(_SEEDS).find(name)
