"""newsweave correct and newsweave tolls: the log, what they tell, and the page that shows it."""

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import newsweave
from newsweave import ingest, pipeline
from newsweave.cli import main
from newsweave.graph import Graph
from newsweave.graph.corrections.log import read_log
from tests.factory import TEXT, make_extraction
from tests.happenings import make_happenings

ROOT = Path(__file__).parents[1]
_PAGE = (ROOT / "docs" / "corrections.md").read_text("utf-8")


def run(*arguments: object, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with a graph in out."""
    monkeypatch.chdir(tmp_path)
    pipeline.write(Graph.of([make_extraction(), make_happenings()]), "out", ["records"])
    return tmp_path


def log_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (path / "corrections.jsonl").read_text("utf-8").splitlines()]


def test_each_command_adds_one_line_with_who_when_and_what(here: Path) -> None:
    graph = pipeline.load("out")
    wrong = graph.statements(predicate="member_of")[0].id
    commands: list[list[object]] = [
        ["merge", "CSTO", "Council"],
        ["not-same", "CSTO", "Nur Otan"],
        ["split", "Toqaev", f"kazakhstan.txt:{graph.mentions(graph.find('Toqaev'))[-1].span.start}"],
        ["retype", "CSTO", "event"],
        ["relabel", "Almaty", "Alma-Ata"],
        ["link", "Kazakhstan", "Q232"],
        ["reject", wrong],
    ]
    for command in commands:
        result = run("correct", *command, "--by", "anna", "--note", "because")
        assert result.exit_code == 0, result.stderr
        assert re.fullmatch(rf"{command[0]} .* \(anna, [0-9T:.-]+Z\): because\n", result.stdout)
    assert run("correct", "undo", 4, "--by", "bo").exit_code == 0
    first, *lines = log_of(here)
    assert first == {"format": "newsweave-corrections", "version": 1}
    assert [line["action"] for line in lines] == [*(command[0] for command in commands), "undo"]
    assert lines[3]["value"] == "EVENT"
    assert lines[7]["value"] == lines[3]["id"]
    listed = run("correct", "list").stdout.splitlines()
    assert listed[3].startswith("   4  [retype CSTO -> EVENT (anna, ")
    assert listed[7].startswith("   8  undo 4 (bo, ")
    log = read_log((here / "corrections.jsonl").read_text("utf-8").splitlines())
    graph = Graph.of([make_extraction(), make_happenings()], log)
    assert graph.find("Alma-Ata").kind == "PLACE"


def test_what_is_exported_is_imported_once(here: Path) -> None:
    run("correct", "retype", "CSTO", "EVENT")
    run("correct", "retype", "Almaty", "ORG")
    text = (here / "corrections.jsonl").read_text("utf-8")
    assert run("correct", "export", "-").stdout == text
    assert run("correct", "export", "mine.jsonl").exit_code == 0
    assert run("correct", "import", "mine.jsonl").stderr == "0 taken into corrections.jsonl\n"
    assert run("correct", "import", "mine.jsonl", "--log", "other.jsonl").stderr == "2 taken into other.jsonl\n"
    assert (here / "other.jsonl").read_text("utf-8") == text


def test_a_line_is_added_on_a_line_of_its_own(here: Path) -> None:
    run("correct", "retype", "CSTO", "EVENT")
    log = here / "corrections.jsonl"
    log.write_text(log.read_text("utf-8") + "# reviewed by bo", "utf-8")
    run("correct", "retype", "Almaty", "ORG")
    assert [each.value for each in read_log(log.read_text("utf-8").splitlines())] == ["EVENT", "ORG"]


def test_a_correction_against_another_is_told(here: Path) -> None:
    run("correct", "merge", "CSTO", "Council", "--by", "anna")
    result = run("correct", "not-same", "Council", "CSTO")
    assert "it goes against: merge CSTO | Council (anna, " in result.stderr
    assert len(log_of(here)) == 3


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["merge", "CSTO"], "correction: merge does not fit entity"),
        (["merge", "CSTO", "Nobody at all"], "there is no 'Nobody at all'"),
        (["retype", "CSTO", "THING"], "correction, value: there is no kind 'THING'; one of PERSON"),
        (["link", "CSTO", "Q x"], "'Q x' is no identifier"),
        (["split", "CSTO", "nowhere.txt"], "CSTO is not mentioned there; it is at kazakhstan.txt:"),
        (["reject", "s0000000000000000"], "there is no 's0000000000000000'"),
        (["undo", "1"], "correction 1: there are 0; newsweave correct list shows them"),
        (["relabel", "CSTO", "Body", "--log", "out"], "'out' is a directory"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(here: Path, command: list[str], message: str) -> None:
    result = run("correct", *command)
    assert result.exit_code in (1, 2)
    assert message in result.stderr
    assert not (here / "corrections.jsonl").exists()


def test_a_damaged_log_is_named_with_its_line(here: Path) -> None:
    (here / "corrections.jsonl").write_text("what?\n")
    assert "corrections.jsonl, line 1: " in run("correct", "list").stderr
    (here / "corrections.jsonl").write_bytes(b"\xff\n")
    assert "corrections.jsonl: it is not UTF-8" in run("correct", "list").stderr


def test_mentions_are_listed_as_split_takes_them(here: Path) -> None:
    first, *_ = run("correct", "mentions", "Toqaev").stdout.splitlines()
    assert first.startswith("kazakhstan.txt:0  Qasym-Zhomart Toqaev: Qasym-Zhomart Toqaev, the president")
    assert run("correct", "split", "Toqaev", first.split()[0]).exit_code == 0


def test_build_replays_logs_and_tells_what_does_not_hold(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "extract_all", lambda documents, **_: (make_extraction() for _ in documents))
    (here / "kazakhstan.txt").write_text(TEXT)
    run("correct", "retype", "CSTO", "EVENT", "--log", "one.jsonl")
    run("correct", "relabel", "Anna Berg", "Anna Dorn", "--log", "two.jsonl", "--by", "anna")
    logs = ["--corrections", "one.jsonl", "--corrections", "two.jsonl"]
    result = run("build", "kazakhstan.txt", "-o", "new", "-f", "records", "--no-kb", *logs)
    assert result.exit_code == 0
    assert "correction without effect: relabel Anna Berg -> Anna Dorn (anna, " in result.stderr
    assert "what it is about is not found any more" in result.stderr
    assert pipeline.load("new").find("CSTO").kind == "EVENT"
    assert "one.jsonl, line 1" in run("build", "kazakhstan.txt", "-o", "new", "--corrections", _damaged(here)).stderr


def _damaged(here: Path) -> str:
    (here / "one.jsonl").write_text("{")
    return "one.jsonl"


@pytest.mark.model
def test_the_page_is_a_run_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (session,) = re.findall(r"```console\n(.*?)```", _PAGE, re.DOTALL)
    for step in session.removeprefix("$ ").split("\n$ "):
        command, *told = step.splitlines()
        lines = run(*shlex.split(command)[1:]).stdout.splitlines()
        if told and told[-1] == "...":
            lines = lines[: len(told) - 1]
            told = told[:-1]
        assert len(lines) == len(told), step
        for line, expected in zip(lines, told, strict=True):
            assert re.fullmatch(re.escape(expected).replace(r"\.\.\.", ".*"), line), line
    (code,) = re.findall(r"```python\n(.*?)```", _PAGE, re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out == "person-qasym-zhomart-toqaev-7d59b5c94eb5\n"


# --- newsweave tolls


def test_tolls_are_lines_with_the_day_who_and_how_many(here: Path) -> None:
    result = run("tolls", "out", "--role", "killed", "--in", "Norburg")
    assert result.stdout.splitlines() == [
        "2022-01-06  Interior Ministry says: at least 18 people killed (The Daily Example)",
        "2022-01-06  police say: dozens of people killed (The Daily Example)",
    ]
    line, _ = run("tolls", "out", "--in", "Norburg", "--role", "killed", "--json").stdout.splitlines()
    assert json.loads(line)["claimant"] == "Interior Ministry"


def test_no_toll_is_exit_code_1(here: Path) -> None:
    result = run("tolls", "out", "--as-of", "2021")
    assert (result.exit_code, result.stderr) == (1, "No number fits.\n")
    assert "available: arrested, killed, sent" in run("tolls", "out", "--role", "eaten").stderr


def test_a_store_keeps_its_own_log_which_whatever_reads_it_replays(here: Path) -> None:
    with newsweave.open("news.db") as corpus:
        corpus.add([make_extraction(), make_happenings()])
    store = ["--store", "news.db"]
    assert run("correct", "relabel", "Almaty", "Alma-Ata", "--by", "anna", *store).stderr.startswith(
        "written to news.db; whatever reads"
    )
    assert not (here / "corrections.jsonl").exists()
    assert run("correct", "mentions", "Alma-Ata", *store).exit_code == 0
    assert "relabel Almaty -> Alma-Ata" in run("correct", "list", *store).stdout
    assert "Alma-Ata" in run("explain", "news.db", "Alma-Ata").stdout
    assert "there is no 'Alma-Ata'" in run("explain", "news.db", "Alma-Ata", "--uncorrected").stderr
    run("build", *store, "-o", "built", "-f", "records", "-q")
    assert pipeline.load("built").find("Alma-Ata").kind == "PLACE"
    run("correct", "export", "kept.jsonl", *store)
    assert run("correct", "import", "kept.jsonl", *store).stderr == "0 taken into news.db\n"
    assert run("correct", "undo", 1, *store).exit_code == 0
    assert pipeline.load("news.db") == pipeline.load("news.db", corrected=False)


def test_a_store_of_the_log_is_not_made_and_stands_in_place_of_graph_and_log(here: Path) -> None:
    assert run("correct", "relabel", "Almaty", "Alma-Ata", "--store", "none.db").exit_code == 1
    assert not (here / "none.db").exists()
    assert "--store is in place of" in run("correct", "list", "--store", "news.db", "--log", "my.jsonl").stderr


def test_a_correction_without_effect_is_told_by_whatever_reads_the_store(here: Path) -> None:
    with newsweave.open("news.db") as corpus:
        corpus.add([make_extraction(), make_happenings()])
    run("correct", "relabel", "CSTO", "Pact", "--by", "anna", "--store", "news.db")
    run("remove", make_extraction().document.id, "--store", "news.db")
    told = "correction without effect: relabel CSTO -> Pact (anna, "
    for command in (["export", "news.db", "kg.ttl"], ["query", "news.db"], ["sparql", "news.db", "ASK {?s ?p ?o}"]):
        assert told in run(*command).stderr
        assert told not in run(*command, "--uncorrected").stderr
