"""The examples in docs/readers.md run, and print what the page says."""

import contextlib
import gzip
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsweave.cli import main
from newsweave.ingest.formats.table import FORMATS, UNSURE
from tests.ingest import samples
from tests.ingest.samples import put

_PAGE = (Path(__file__).parents[1] / "docs" / "readers.md").read_text("utf-8")
_RAIN = "---\ntitle: Rain in Leeds\npublished: 2022-01-06\n---\nRain fell in Leeds."

_OFFICE = (
    "---\r\ntitle: Opening\r\npublished: 2022-01-06\r\n---\r\n\r\n"
    "In Leeds Kazakh\u00adstan's o\ufb03ce\r\nis open to all."
)


def _files() -> dict[str, str | bytes]:
    return {
        "rain.txt": _RAIN,
        "office.txt": _OFFICE,
        "rain.html": samples.PAGE,
        "report.pdf": samples.pdf([["Heavy rain fell in inter-", "national waters."]], "Rain"),
        "statement.docx": samples.docx([samples.FIRST, samples.SECOND]),
        "note.eml": samples.mail(),
        "desk.mbox": samples.mbox(samples.mail(samples.FIRST), samples.mail(samples.SECOND)),
        "feed.xml": samples.RSS,
        "news.jsonl": samples.json_lines(),
        "news.json": json.dumps(samples.rows()),
        "news.csv": samples.csv_table(),
        "news.parquet": samples.parquet(),
        "crawl.warc.gz": samples.warc({"https://daily.example/rain": samples.PAGE}),
        "news.tar.gz": samples.tar({"rain.html": samples.PAGE}),
        "news.jsonl.gz": gzip.compress(samples.json_lines().encode()),
        "news.zip": samples.packed({"a/rain.txt": _RAIN, "b.jsonl": samples.json_lines()}),
    }


@pytest.mark.model
def test_the_examples_print_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    examples = re.findall(r"<!-- example: (.*?) -->\n```python\n(.*?)```\n```text\n(.*?)```", _PAGE, re.DOTALL)
    assert len(examples) == _PAGE.count("```python")
    for files, code, wanted in examples:
        for name in files.split(", "):
            put(tmp_path / name, _files()[name])
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(code, names)
        assert printed.getvalue() == wanted, code


def test_the_command_prints_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "rain.html", _files()["rain.html"])
    (block,) = re.findall(r"<!-- run -->\n```console\n\$ newsweave (.*?)```", _PAGE, re.DOTALL)
    command, *told = block.splitlines()
    done = CliRunner().invoke(main, shlex.split(command))
    assert set(told) - {"..."} <= set(done.output.splitlines())


def test_every_format_and_suffix_is_in_the_table() -> None:
    table = _PAGE.partition("| format |")[2].partition("\n\n")[0]
    for each in FORMATS.values():
        for suffix in each.suffixes:
            assert suffix in table, suffix
        assert each.extra is None or f"newsweave[{each.extra}]" in table
    assert {".xml", ".json", ".gz"} <= UNSURE
