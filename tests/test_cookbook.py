"""The cookbook's queries run on the seed and give what it shows; `python -m tests.test_cookbook` writes it anew."""

import csv
import io
import re
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsweave import pipeline
from newsweave.cli import main
from newsweave.exports.rdf.terms import PREFIXES

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "sparql.md"
_RECIPE = re.compile(r"(```sparql\n(.*?)```\n)(?:\n(?:\|[^\n]*\n)+)?", re.DOTALL)
_LONG = 120  # letters of a sentence that are shown


def page(text: str, out: Path) -> str:
    """Put what each query gives below it."""
    return _RECIPE.sub(lambda found: f"{found[1]}\n{_table(found[2], out)}", text)


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


@pytest.mark.model
def test_its_queries_give_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.write(pipeline.build(str(ROOT / "seeds")), tmp_path / "out")
    text = PAGE.read_text("utf-8")
    assert len(_RECIPE.findall(text)) >= 7
    assert page(text, tmp_path / "out") == text, "write it anew: python -m tests.test_cookbook"
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(block, {})
    assert capsys.readouterr().out == "Aigerim Tuleuzhanova\n"


def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        pipeline.write(pipeline.build(str(ROOT / "seeds")), out)
        PAGE.write_text(page(PAGE.read_text("utf-8"), out), "utf-8")


if __name__ == "__main__":
    _write()
