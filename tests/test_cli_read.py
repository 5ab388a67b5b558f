"""newsweave read: what is read, to be looked at and to be piped on."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from newsweave.cli import main
from tests.ingest.samples import PAGE, RSS, TEXT, put


def _run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *arguments], input=given)


def test_it_gives_json_lines_that_can_be_read_again(tmp_path: Path) -> None:
    path = put(tmp_path / "rain.html", PAGE)
    first = _run(str(path))
    (line,) = map(json.loads, first.stdout.splitlines())
    assert (line["file"], line["title"], line["published"]) == ("rain.html", "Rain in Leeds", "2022-01-06")
    assert line["text"] == f"Rain in Leeds\n\n{TEXT}"
    (again,) = map(json.loads, _run("-", given=first.stdout).stdout.splitlines())
    keep = ("title", "author", "publisher", "published", "language", "url", "text")
    assert [again[key] for key in keep] == [line[key] for key in keep]
    assert first.stderr == "1 articles read\n"


def test_it_shows_words_and_what_is_skipped(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.rss", RSS)
    put(tmp_path / "in" / "b.txt", "")
    told = _run(str(tmp_path / "in"), "--text")
    assert told.exit_code == 1
    assert told.stdout.startswith("source: a.rss#1\ntitle: Rain & wind\n")
    assert told.stdout.count("-" * 72) == 1
    assert "b.txt: holds no text" in told.stderr
    assert told.stderr.endswith("2 articles read, 1 skipped\n")


def test_a_limit_ends_it(tmp_path: Path) -> None:
    told = _run(str(put(tmp_path / "a.rss", RSS)), "--limit", "1", "-q")
    assert (len(told.stdout.splitlines()), told.stderr, told.exit_code) == (1, "", 0)
