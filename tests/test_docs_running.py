"""The page on running runs, and its log is one that is written."""

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsweave.cli import main

_PAGE = (Path(__file__).parents[1] / "docs" / "running.md").read_text("utf-8")


def _block(mark: str, language: str) -> str:
    return re.findall(rf"<!-- {mark} -->\n```{language}\n(.*?)```", _PAGE, re.DOTALL)[0]  # type: ignore[no-any-return]


@pytest.mark.model
@pytest.mark.slow
def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    for number in range(5):
        Path("articles", f"{number}.txt").write_text(f"Angela Merkel met Emmanuel Macron in Paris on May {number + 1}.")
    for part in _block("run", "console").split("$ newsweave ")[1:]:
        command, *told = part.splitlines()
        done = CliRunner().invoke(main, shlex.split(command))
        assert done.exit_code == 0, done.output
        lines = [re.sub("  +", "  ", line) for line in done.stdout.splitlines()]
        assert {re.sub("  +", "  ", line) for line in told} - {"..."} <= set(lines)
    written = {each["event"]: set(each) for each in map(json.loads, Path("log.jsonl").read_text("utf-8").splitlines())}
    for line in _block("log", "json").splitlines():
        shown = json.loads(line)
        assert shown["event"] == "skipped" or set(shown) == written[shown["event"]]
    assert json.loads(Path("report.json").read_text("utf-8"))["documents"]["read"] == 3
    exec(_block("run", "python"), {})
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in printed[:3]] == ["0.txt", "1.txt", "2.txt"]
    assert printed[3] == "['linking', 'reading', 'resolving', 'rules', 'spaCy', 'writing']"
    assert not Path("graph.part").exists()
