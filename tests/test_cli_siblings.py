"""Commands that do alike take alike options."""

import csv
import io
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from newsweave import corpus, pipeline
from newsweave.cli import main
from tests.factory import make_extraction, make_graph
from tests.happenings import make_happenings

_READERS = [
    name for name, each in main.commands.items() if any(one.human_readable_name == "OUT" for one in each.params)
]


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Write a graph."""
    pipeline.write(make_graph(make_extraction(), make_happenings()), tmp_path / "out", ["records"])
    return tmp_path / "out"


def test_what_reads_a_graph_takes_a_store_and_can_leave_out_its_corrections() -> None:
    assert len(_READERS) > 9
    for name in set(_READERS) - {"backup"}:
        command = main.commands[name]
        assert "a store" in str(command.help), name
        assert any("--uncorrected" in each.opts for each in command.params), name


def test_what_shows_rows_takes_a_limit_and_csv() -> None:
    for name in ("query", "sparql", "timeline", "tolls"):
        options = {opt for each in main.commands[name].params for opt in each.opts}
        assert {"--limit", "--json", "--csv"} <= options, name


def test_what_writes_iris_reads_the_settings() -> None:
    def takes(command: click.Command, option: str) -> bool:
        return any(option in each.opts for each in command.params)

    assert all(takes(each, "--config") for each in main.commands.values() if takes(each, "--base"))


@pytest.mark.parametrize("command", ["timeline", "tolls"])
def test_rows_are_cut_and_written_for_spreadsheets(out: Path, command: str) -> None:
    more = ["--undated"] if command == "timeline" else []
    rows = list(csv.DictReader(io.StringIO(run(command, out, "--csv", *more).stdout)))
    lines = run(command, out, "--json", *more).stdout.splitlines()
    assert len(rows) == len(lines) > 1
    assert {row["sources"] for row in rows} == {"RFE/RL", "The Daily Example"}
    cut = run(command, out, "--limit", 1, *more)
    assert len(cut.stdout.splitlines()) == 1
    assert f"{len(rows) - 1} more, left out (--limit)" in cut.stderr
    assert run(command, out, "--csv", "--json").exit_code == 2


def test_sparql_takes_its_base_from_the_settings(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    question = "SELECT ?x { ?x a nw:Person } LIMIT 1"
    Path("newsweave.toml").write_text('[rdf]\nbase = "https://a.example/kg/"\n')
    assert "https://a.example/kg/entity/" in run("sparql", out, question, "--csv").stdout
    Path("other.toml").write_text('[rdf]\nbase = "https://b.example/kg/"\n')
    assert "https://b.example/kg/entity/" in run("sparql", out, question, "--csv", "--config", "other.toml").stdout
    given = run("sparql", out, question, "--csv", "--base", "https://c.example/kg/")
    assert "https://c.example/kg/entity/" in given.stdout
    run("export", out, out / "graph.nt")  # the RDF that is there has the base of the settings then
    Path("newsweave.toml").unlink()
    assert "https://a.example/kg/entity/" in run("sparql", out, question, "--csv").stdout


def test_what_is_done_to_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    store = tmp_path / "none.db"
    for arguments in (["update"], ["remove", "a.txt"], ["status"], ["check"]):
        result = run(*arguments, "--store", store)
        assert (result.exit_code, store.exists()) == (1, False)
        assert "there is no such store; make one: newsweave add PATHS --store FILE" in result.stderr


def test_pictures_and_ranks_can_leave_out_the_corrections_of_a_store(tmp_path: Path) -> None:
    store, picture = tmp_path / "news.db", tmp_path / "a.svg"
    with corpus.open(store) as opened:
        opened.add([make_happenings()])
        name = opened.graph().entities()[0].name
    assert run("correct", "relabel", name, "Somebody Else", "--store", store).exit_code == 0
    for arguments in (["rank", store, "--by", "mentions"], ["draw", store, "-o", picture]):
        for option, shown in (([], True), (["--uncorrected"], False)):
            result = run(*arguments, *option)
            assert result.exit_code == 0, result.stderr
            told = result.stdout + (picture.read_text() if "draw" in arguments else "")
            assert ("Somebody Else" in told) == shown
