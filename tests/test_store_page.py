"""The page on the store: its commands and its Python run, and say what it says."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsweave.cli import main

_ROOT = Path(__file__).parent.parent
_PAGE = (_ROOT / "docs" / "store.md").read_text("utf-8")


def _block(language: str) -> str:
    return re.findall(rf"<!-- run -->\n```{language}\n(.*?)```", _PAGE, re.DOTALL)[0]  # type: ignore[no-any-return]


@pytest.mark.model
def test_its_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").symlink_to(_ROOT / "seeds")
    for part in _block("console").split("$ newsweave ")[1:]:
        command, *told = part.splitlines()
        done = CliRunner().invoke(main, shlex.split(command))
        assert done.exit_code == 0, done.output
        assert set(told) - {"..."} <= set(done.stdout.splitlines())
    exec(_block("python"), {})
    printed = capsys.readouterr().out
    assert "1 added, 0 unchanged" in printed
    assert "Qasym-Zhomart Toqaev" in printed
