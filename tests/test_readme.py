"""The README's examples run, and give what it says."""

import re
from pathlib import Path

import pytest

_README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", _README, re.DOTALL)


def _rows() -> set[tuple[str, ...]]:
    table = _README.split("| who | role | where |\n|---|---|---|\n", 1)[1].split("\n\n", 1)[0]
    return {tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines()}


@pytest.mark.model
def test_its_python_runs_and_its_query_answers_in_both_stores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import pyoxigraph
    import rdflib

    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").symlink_to(Path(__file__).parent.parent / "seeds")
    names: dict[str, object] = {}
    for block in _blocks("python"):
        exec(block, names)
    printed = capsys.readouterr().out
    assert "Antony Blinken | Secretary of State | United States" in printed
    assert "['Armenia', 'Belarus', 'Kyrgyzstan', 'Tajikistan']" in printed
    (query,) = _blocks("sparql")
    store = pyoxigraph.Store()
    store.load(path="out/graph.ttl")
    found = store.query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert {tuple(str(row[i].value) for i in range(3)) for row in found} == _rows()
    graph = rdflib.Graph()
    graph.parse("out/graph.ttl")
    assert {tuple(str(cell) for cell in row) for row in graph.query(query)} == _rows()  # type: ignore[union-attr]


def test_its_commands_are_the_two_that_matter() -> None:
    assert len(re.findall(r"<!-- (?:build|test) -->\n```sh\n.*\n```", _README)) == 2
