"""newsweave sparql from the shell."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsweave import pipeline
from newsweave.cli import main
from tests.factory import make_extraction, make_graph
from tests.happenings import make_happenings

POSTS = """SELECT ?who ?claim ?role {
    ?claim rdf:subject/rdfs:label ?who ; rdf:predicate nw:position_in ; nw:role ?role
} ORDER BY ?who"""


def run(*arguments: object, stdin: bytes | str | None = None) -> Result:
    result = CliRunner().invoke(main, ["sparql", *map(str, arguments)], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    pipeline.write(make_graph(make_extraction(), make_happenings()), folder, ["records"])
    return folder


def test_select_is_a_table_with_short_names(out: Path) -> None:
    result = run(out, POSTS)
    assert (result.exit_code, result.stderr) == (0, "")
    head, *lines = [line.split("  ") for line in result.stdout.splitlines()]
    assert head[0] == "who"
    assert [(line[0], line[-1]) for line in lines] == [
        ("Dosym Satpaev", "adviser"),
        ("Qasym-Zhomart Toqaev", "president"),
    ]
    assert all(" statement:s" in "  ".join(line) for line in lines)


def test_csv_json_and_tsv_have_whole_iris(out: Path) -> None:
    rows = [*csv.DictReader(io.StringIO(run(out, POSTS, "--csv").stdout))]
    told = json.loads(run(out, POSTS, "--json").stdout)["results"]["bindings"]
    assert [row["claim"] for row in rows] == [row["claim"]["value"] for row in told]
    assert told[0]["role"] == {"type": "literal", "value": "adviser", "xml:lang": "en"}
    assert run(out, POSTS, "--tsv", "--limit", 1).stdout.splitlines()[0] == "?who\t?claim\t?role"


def test_ask_says_yes_or_no_with_the_exit_code(out: Path) -> None:
    yes, no = run(out, "ASK { ?x a nw:Person }"), run(out, "ASK { ?x a nw:Law }")
    assert (yes.stdout, yes.exit_code, no.stdout, no.exit_code) == ("yes\n", 0, "no\n", 1)
    assert json.loads(run(out, "ASK {}", "--json").stdout)["boolean"] is True
    assert run(out, "ASK {}", "--tsv").stdout == "true\n"


def test_construct_is_turtle_with_the_prefixes_in_use(out: Path) -> None:
    made = "CONSTRUCT { ?x skos:prefLabel ?n } WHERE { ?x a nw:Law ; rdfs:label ?n }"
    assert (run(out, made).exit_code, run(out, made).stdout) == (1, "")
    lines = run(out, made.replace("Law", "Person")).stdout.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("@prefix")] == ["entity:", "skos:"]
    assert len(lines) == 2 + 4
    assert run(out, made.replace("Law", "Person"), "--csv").stdout.splitlines()[0] == "subject,predicate,object"


def test_a_query_comes_from_a_file_or_standard_input(out: Path, tmp_path: Path) -> None:
    (tmp_path / "posts.rq").write_text("\ufeff" + POSTS, "utf-8")
    assert run(out, "-f", tmp_path / "posts.rq").stdout == run(out, POSTS).stdout
    assert run(out, "-f", "-", stdin=POSTS).stdout == run(out, POSTS).stdout
    (tmp_path / "bad.rq").write_bytes(b"ASK { ?x ?y 'caf\xe9' }")
    assert "bad.rq, byte 17: it is not UTF-8; save it as UTF-8" in run(out, "-f", tmp_path / "bad.rq").stderr


def test_records_come_from_standard_input_and_the_base_can_be_chosen(out: Path) -> None:
    records = (out / "records.jsonl").read_bytes()
    asked = "SELECT ?x { ?x rdfs:label 'CSTO'@en }"
    assert "org-csto-" in run("-", asked, stdin=records).stdout
    assert "http://b.example/entity/org-csto-" in run(out, asked, "--csv", "--base", "http://b.example/").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "give a QUERY, or a file of one with -f"),
        (["ASK {}", "--csv", "--json"], 2, "--json, --csv and --tsv exclude each other"),
        (
            ["SELECT * { ?a nx:b ?c }"],
            1,
            "Error: query, line 1, column 15: nobody says what the prefix nx: stands for; ",
        ),
        (
            ["SELECT * { SERVICE <http://a/> {} }"],
            1,
            "Error: query, line 1, column 12: SERVICE would open a connection",
        ),
        (["LOAD <http://a/>"], 1, "Error: query, line 1, column 1: LOAD would change the graph or open a connection"),
        (["SELECT ?x { ?x a nw:Law }"], 1, "Nothing fits."),
    ],
)
def test_what_cannot_be_says_why(out: Path, arguments: list[str], code: int, message: str) -> None:
    result = run(out, *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
