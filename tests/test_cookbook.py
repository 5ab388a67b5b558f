"""The pages on queries show what their commands and queries give on the seed.

`python -m tests.test_cookbook` writes them anew.
"""

import csv
import io
import re
import shlex
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsweave import pipeline
from newsweave.cli import main
from newsweave.exports.rdf.terms import PREFIXES

ROOT = Path(__file__).parents[1]
PAGES = {name: ROOT / "docs" / f"{name}.md" for name in ("queries", "sparql")}
_RECIPE = re.compile(r"(```sparql\n(.*?)```\n)(?:\n(?:\|[^\n]*\n)+)?", re.DOTALL)
_CONSOLE = re.compile(r"```console\n\$ newsweave ([^\n]*)\n.*?```\n", re.DOTALL)
_LONG = 120  # letters of a sentence that are shown


def page(text: str, out: Path) -> str:
    """Put what each query and each command gives below it."""
    text = _RECIPE.sub(lambda found: f"{found[1]}\n{_table(found[2], out)}", text)
    return _CONSOLE.sub(lambda found: f"```console\n$ newsweave {found[1]}\n{_told(found[1], out)}```\n", text)


def _told(command: str, out: Path) -> str:
    arguments = [str(out) if part == "out" else part for part in shlex.split(command)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.stderr
    return "".join(f"{line.rstrip()}\n" for line in result.stdout.rstrip().splitlines())


def _table(query: str, out: Path) -> str:
    result = CliRunner().invoke(main, ["sparql", str(out), "-f", "-", "--csv"], input=query)
    assert result.exit_code == 0, result.stderr
    rows = [[_cell(cell) for cell in row] for row in csv.reader(io.StringIO(result.stdout))]
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(text: str) -> str:
    words = " ".join(text.split()).replace("|", "\\|")
    for name in ("nw", "wd"):
        words = words.replace(PREFIXES[name], f"{name}:")
    return words if len(words) <= _LONG else f"{words[:_LONG].rsplit(' ', 1)[0]} ..."


def _build(out: Path) -> Path:
    pipeline.write(pipeline.build(str(ROOT / "seeds")), out)
    return out


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the seed."""
    return _build(tmp_path_factory.mktemp("seed") / "out")


@pytest.mark.model
@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_what_its_queries_give(out: Path, name: str) -> None:
    text = PAGES[name].read_text("utf-8")
    assert page(text, out) == text, "write it anew: python -m tests.test_cookbook"


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("sparql", ["Aigerim Tuleuzhanova"]),
        ("queries", ["DIE ['18']", "1 United States ['position_in']", "Antony Blinken → Kazakhstan → Almaty"]),
    ],
)
def test_the_python_of_a_page_runs(
    out: Path, name: str, told: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(out.parent)
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGES[name].read_text("utf-8"), re.DOTALL):
        exec(block, names)
    printed = capsys.readouterr().out
    assert [words for words in told if words not in printed] == []


def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = _build(Path(folder))
        for path in PAGES.values():
            path.write_text(page(path.read_text("utf-8"), out), "utf-8")


if __name__ == "__main__":
    _write()
