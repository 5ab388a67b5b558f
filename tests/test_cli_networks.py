"""newsweave rank and newsweave communities from the shell."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from newsweave import pipeline
from tests.factory import make_extraction, make_graph
from tests.happenings import make_happenings
from tests.test_cli_query import run


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write what is said of Kazakhstan and of Norburg."""
    folder = tmp_path_factory.mktemp("graph")
    pipeline.write(make_graph(make_extraction(), make_happenings()), folder, ["records"])
    return folder


def test_rank_is_a_table_json_lines_or_csv(out: Path) -> None:
    result = run("rank", out, "--by", "degree", "--top", 2)
    assert (result.exit_code, result.stderr) == (0, "")
    head, *lines = [re.sub("  +", "|", line).rpartition("|")[0] for line in result.stdout.splitlines()]
    assert head == "place|name|kind|score|mentions|neighbours"
    assert lines == ["1|Anna Berg|PERSON|2|1|2", "2|Carl Dahl|PERSON|1|1|1"]
    told = [json.loads(line) for line in run("rank", out, "--json").stdout.splitlines()]
    assert [each["name"] for each in told] == ["Anna Berg", "Carl Dahl", "Council"]
    rows = [*csv.DictReader(io.StringIO(run("rank", out, "--csv").stdout))]
    assert [row["id"] for row in rows] == [each["entity"] for each in told]


def test_communities_are_a_table_json_lines_or_csv(out: Path) -> None:
    result = run("communities", out, "--graph", "statements")
    lines = [re.sub("  +", "|", line) for line in result.stdout.splitlines()]
    assert lines[0] == "size|members"
    assert lines[1:] == [
        "4|Kazakhstan, Qasym-Zhomart Toqaev, Almaty, Nur Otan",
        "3|Anna Berg, Carl Dahl, Council",
        "2|CSTO, Dosym Satpaev",
    ]
    assert re.fullmatch(r"modularity 0\.\d\d\ntied to nobody, left out: 2\n", result.stderr)
    told = [json.loads(line) for line in run("communities", out, "--graph", "statements", "--json").stdout.splitlines()]
    assert [len(each["members"]) for each in told] == [4, 3, 2]
    rows = [*csv.DictReader(io.StringIO(run("communities", out, "--graph", "statements", "--csv").stdout))]
    assert [row["community"] for row in rows] == ["1"] * 4 + ["2"] * 3 + ["3"] * 2


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["rank", "--from", "soon"], 1, "Error: --from: 'soon' is no date"),
        (["rank", "--from", "2022", "--to", "2021"], 2, "--to 2021 is before --from 2022; change them over"),
        (["rank", "--by", "fame"], 2, "'fame' is not one of"),
        (["rank", "--json", "--csv"], 2, "--json and --csv exclude each other"),
        (["rank", "--from", "2023"], 1, "Nothing fits."),
        (["communities", "--graph", "actors", "--to", "2021"], 1, "Nothing fits."),
        (["communities", "--resolution", "0"], 2, "0.0 is not in the range"),
    ],
)
def test_what_cannot_be_says_why(out: Path, arguments: list[str], code: int, message: str) -> None:
    result = run(arguments[0], out, *arguments[1:])
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
