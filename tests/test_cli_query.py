"""newsweave query from the shell: tables, JSON lines that read back, CSV, and errors with a cure."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsweave import pipeline
from newsweave.cli import main
from newsweave.graph import Graph
from tests.factory import make_extraction, make_graph
from tests.happenings import make_happenings


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Join what happened in Norburg and what is said of Kazakhstan."""
    return make_graph(make_extraction(), make_happenings())


@pytest.fixture(scope="module")
def out(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write it."""
    folder = tmp_path_factory.mktemp("graph")
    pipeline.write(graph, folder, ["records"])
    return folder


def test_what_fits_is_a_table(out: Path) -> None:
    result = run("query", out, "--entity", "Norburg", "--as", "place")
    assert (result.exit_code, result.stderr) == (0, "")
    head, *lines = [re.sub("  +", "|", line) for line in result.stdout.splitlines()]
    assert head == "when|type|id|source|who says so|what"
    assert [re.sub("v[0-9a-f]{16}", "v", line) for line in lines] == [
        "|DIE|v|The Daily Example|Interior Ministry says so; police say so|"
        "killed (DIE) → At least 18 people; in Norburg",
        "week of 2022-01-10|MOBILIZE|v|The Daily Example|the paper says that it may be so|"
        "Council — send (MOBILIZE) → 200 observers; in Norburg; week of 2022-01-10",
    ]


def test_json_lines_read_back_to_what_the_graph_holds(out: Path, graph: Graph) -> None:
    rows = [json.loads(line) for line in run("query", out, "--json").stdout.splitlines()]
    assert [row["finding"]["id"] for row in rows] == [item.id for item in graph.query().items]
    (killed,) = [row for row in rows if row["finding"]["type"] == "DIE"]
    assert killed["said"] == ["Interior Ministry says so", "police say so"]
    places = [witness["sentence"] for witness in killed["finding"]["witnesses"]]
    assert [graph.document(place["document"]).text[place["start"] : place["end"]] for place in places] == [
        witness["text"] for witness in killed["finding"]["witnesses"]
    ]


def test_csv_reads_back_and_runs_no_formula(out: Path, tmp_path: Path) -> None:
    rows = [*csv.DictReader(io.StringIO(run("query", out, "--what", "quote", "--csv").stdout))]
    assert {row["words"] for row in rows} == {
        "Anna Berg — told Council: “We stay calm”",
        "Qasym-Zhomart Toqaev — said: “It is calm”",
    }
    pipeline.write(make_graph(make_happenings(publisher='=HYPERLINK("x")')), tmp_path, ["records"])
    (row,) = csv.DictReader(io.StringIO(run("query", tmp_path, "--what", "quote", "--csv").stdout))
    assert row["sources"] == '\'=HYPERLINK("x")'
    assert row["parties"] == "speaker=Anna Berg; addressee=Council"


@pytest.mark.parametrize(
    ("options", "types"),
    [
        (["--claimant", "police"], ["DIE"]),
        (["--type", "request", "--from", "2022-01-05", "--to", "2022-01-05"], ["REQUEST"]),
        (["--what", "event", "--claimed", "--source", "The Daily Example"], ["DIE", "MOBILIZE", "ARREST"]),
        (["--what", "event", "--asserted", "--source", "The Daily Example"], ["REQUEST", "CONSULT"]),
        (["--min-score", "0.95"], ["located_in"]),
        (["--polarity", "negative", "--predicate", "member_of"], ["member_of"]),
        (["--modality", "possible"], ["MOBILIZE"]),
        (["--kind", "person", "--what", "quote", "--limit", "1"], ["direct"]),
    ],
)
def test_options_narrow(out: Path, options: list[str], types: list[str]) -> None:
    told = [json.loads(line) for line in run("query", out, *options, "--json").stdout.splitlines()]
    assert [row["finding"]["type"] for row in told] == types


def test_what_has_no_date_is_counted_and_shown_if_asked(out: Path) -> None:
    options = ["--what", "event", "--from", "2022", "--entity", "Dahl"]
    result = run("query", out, *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "without a date, left out: 2 (--undated shows them)\nNothing fits.\n"
    assert len(run("query", out, *options, "--undated").stdout.splitlines()) == 3


def test_neighbours_are_a_table_and_json(out: Path) -> None:
    lines = [
        re.sub("  +", "|", line)
        for line in run("query", out, "--neighbours", "Almaty", "--depth", 2).stdout.splitlines()
    ]
    assert lines[0] == "steps|kind|name|id|ties|from|first tie"
    assert [line.split("|")[:3] for line in lines[1:]] == [
        ["1", "PLACE", "Kazakhstan"],
        ["2", "PERSON", "Qasym-Zhomart Toqaev"],
    ]
    assert lines[1].endswith("|1|Almaty|Almaty — located in → Kazakhstan")
    (near,) = map(json.loads, run("query", out, "--neighbours", "Almaty", "--json").stdout.splitlines())
    assert (near["distance"], near["entity"]["name"]) == (1, "Kazakhstan")
    assert [*csv.reader(io.StringIO(run("query", out, "--neighbours", "Almaty", "--csv").stdout))][1][2] == "Kazakhstan"


def test_a_path_shows_the_sentences_of_each_step(out: Path) -> None:
    lines = run("query", out, "--path", "Almaty", "Toqaev").stdout.splitlines()
    assert lines[0] == "Almaty → Kazakhstan → Qasym-Zhomart Toqaev"
    assert [line for line in lines if line.startswith("Step")] == [
        "Step 1: Almaty → Kazakhstan",
        "Step 2: Kazakhstan → Qasym-Zhomart Toqaev",
    ]
    assert "  Police in Almaty arrested 18 protesters on January 5." in [re.sub("[][]", "", line) for line in lines]
    (path,) = map(json.loads, run("query", out, "--path", "Almaty", "Toqaev", "--json").stdout.splitlines())
    assert [step["findings"][0]["type"] for step in path["steps"]] == ["located_in", "position_in"]
    rows = [*csv.DictReader(io.StringIO(run("query", out, "--path", "Almaty", "Toqaev", "--csv").stdout))]
    assert [(row["step"], row["to"]) for row in rows] == [("1", "Kazakhstan"), ("2", "Qasym-Zhomart Toqaev")]


def test_what_is_new_is_told(out: Path) -> None:
    told = run("query", out, "--since", "2022-01-06", "--what", "quote").stdout
    assert "document  2022-01-06  Killed in Norburg\n" in told
    assert "\nentities  11: " in told
    assert "\nnew: 2\n" in told
    news = json.loads(run("query", out, "--since", "2022-01-06", "--json").stdout)
    assert (len(news["documents"]), len(news["statements"]), news["since"]) == (2, 4, "2022-01-06")
    result = run("query", out, "--since", "2023")
    assert (result.exit_code, result.stderr) == (1, "Nothing fits.\n")


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["--entity", "Bergg"], 1, "Error: entity: there is no 'Bergg'; did you mean Anna Berg?"),
        (["--predicate", "position"], 1, "Error: predicate: there is no 'position'; did you mean position_in"),
        (["--from", "soon"], 1, "Error: --from: 'soon' is no date; write a year"),
        (["--since", ""], 1, "Error: --since: '' is no date; write a year"),
        (["--from", "2022-02", "--to", "2022-01"], 2, "Error: --to 2022-01 is before --from 2022-02; change them over"),
        (["--path", "Almaty", "Norburg"], 1, "Error: Almaty and Norburg: no path of at most 10 steps joins them; "),
        (["--path", "Almaty", "Norburg", "--since", "2022"], 2, "exclude each other; give one of them"),
        (["--json", "--csv"], 2, "--json and --csv exclude each other"),
        (["--depth", "2"], 2, "--depth belongs to --neighbours or --path"),
        (["--min-score", "2"], 2, "2.0 is not in the range"),
    ],
)
def test_a_query_that_cannot_be_says_why(out: Path, options: list[str], code: int, message: str) -> None:
    result = run("query", out, *options)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
