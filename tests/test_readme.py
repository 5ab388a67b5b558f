"""The README's examples run, and give what it says."""

import doctest
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsweave.cli import main

_README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")

_PAGES = [
    page for page in sorted((Path(__file__).parent.parent / "docs").glob("*.md")) if ">>> " in page.read_text("utf-8")
]


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", _README, re.DOTALL)


def _tables() -> list[set[tuple[str, ...]]]:
    """Read the table after each query."""
    return [
        {tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines()[2:]}
        for table in re.findall(r"```sparql\n.*?```\n\n((?:\|[^\n]*\n)+)", _README, re.DOTALL)
    ]


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
    assert "2022-01-05 | Qasym-Zhomart Toqaev — sacked → government" in printed
    store = pyoxigraph.Store()
    store.load(path="out/graph.ttl")
    graph = rdflib.Graph()
    graph.parse("out/graph.ttl")
    for query, rows in zip(_blocks("sparql"), _tables(), strict=True):
        found = store.query(query)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        assert {tuple(str(row[i].value) for i in range(3)) for row in found} == rows
        assert {tuple(str(cell) for cell in row) for row in graph.query(query)} == rows  # type: ignore[union-attr]
    _, *told = next(block for block in _blocks("console") if "newsweave timeline" in block).splitlines()
    command = ["timeline", "out", "--entity", "Toqaev", "--from", "2022-01-05", "--to", "2022-01-06"]
    timeline = CliRunner().invoke(main, command).stdout.splitlines()
    assert set(told) - {"..."} <= {re.sub("  +", "  ", line) for line in timeline}
    _, *told = next(block for block in _blocks("console") if "newsweave tolls" in block).splitlines()
    assert CliRunner().invoke(main, ["tolls", "out", "--role", "killed"]).stdout.splitlines() == told


def test_its_commands_are_the_two_that_matter() -> None:
    assert len(re.findall(r"<!-- (?:build|test) -->\n```sh\n.*\n```", _README)) == 2


@pytest.mark.model
@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.name)
def test_the_examples_of_the_pages_run(page: Path) -> None:
    assert doctest.testfile(str(page), module_relative=False).failed == 0
