"""The page without a browser: what it is given, that it is one whole file, and what is said where its script is not."""

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings

from newsweave import pipeline
from newsweave.cli import main
from newsweave.errors import WriteError
from newsweave.exports.page import build, bundle, html
from newsweave.exports.page.data import page_data
from newsweave.graph import Graph
from tests.exports.strategies import graphs
from tests.factory import make_extraction, make_graph
from tests.happenings import make_happenings


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a short script in the place of the bundle."""
    monkeypatch.setattr(html, "bundle", lambda: "start('</' + 'p>');")


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def unpacked(page: str) -> dict[str, Any]:
    packed = re.search(r'id="data">([^<]*)</script>', page)
    assert packed
    data: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed[1])))
    return data


def test_the_data_tell_who_says_what_where_and_when() -> None:
    data = page_data(make_graph(make_extraction()))
    names = [node[0] for node in data["nodes"]]
    (tie,) = (each for each in data["ties"] if each[2] == "member_of")
    assert (names[tie[0]], tie[4], names[tie[1]]) == ("Qasym-Zhomart Toqaev", "member of", "Nur Otan")
    claim = data["claims"][tie[7][0]]
    assert data["sentences"][claim[0]][1] == "Toqaev is not a member of Nur Otan, said Dosym Satpaev."
    assert data["claimants"][claim[1]] == "Dosym Satpaev"
    assert [data["statuses"][each] for each in claim[3]] == ["denied", "reported"]
    assert (claim[4], claim[5]) == ("2022-01-06", "2022-01-06")


def test_an_event_has_its_own_days_and_a_claim_for_each_who_tells_it() -> None:
    data = page_data(make_graph(make_happenings()))
    days = {event[0]: [data["claims"][claim][4:6] for claim in event[4]] for event in data["events"]}
    assert days["REQUEST"] == [["2022-01-05", "2022-01-05"]]
    assert days["MOBILIZE"] == [["2022-01-10", "2022-01-16"]]
    assert len(days["DIE"]) == 2


def test_offsets_count_as_javascript_does(script: None) -> None:
    graph = make_graph(make_extraction("😀 " + make_extraction().document.text))
    data = page_data(graph)
    words = set()
    for claim in data["claims"]:
        text = data["sentences"][claim[0]][1].encode("utf-16-le")
        words |= {text[2 * start : 2 * end].decode("utf-16-le") for start, end, _ in claim[7]}
    assert {"member", "president"} <= words


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_any_graph_has_data_whose_numbers_point_at_something(graph: Graph) -> None:
    data = json.loads(json.dumps(page_data(graph)))
    assert [len(data["nodes"]), len(data["documents"])] == [len(graph.entities()), len(graph.documents())]
    for source, target, *_, claims in data["ties"]:
        assert max(source, target) < len(data["nodes"])
        assert claims
        assert all(claim < len(data["claims"]) for claim in claims)
    for claim in data["claims"]:
        text = data["sentences"][claim[0]][1]
        assert all(0 <= start <= end <= len(text.encode("utf-16-le")) for start, end, _ in claim[7])


def test_the_page_is_one_file_that_asks_for_nothing(script: None) -> None:
    page = html.page(make_graph(make_extraction()))
    assert page == html.page(make_graph(make_extraction()))
    assert unpacked(page) == json.loads(json.dumps(page_data(make_graph(make_extraction()))))
    assert "default-src 'none'; script-src 'sha256-" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']""", page)
    assert "<title>Kazakhstan asks CSTO for help</title>" in page


def test_a_title_is_text(script: None) -> None:
    page = html.page(make_graph(make_extraction()), "</title><script>%%SCRIPT%%")
    assert "<title>&lt;/title&gt;&lt;script&gt;%%SCRIPT%%</title>" in page


def test_the_command_writes_a_page(script: None, tmp_path: Path) -> None:
    pipeline.write(make_graph(make_extraction()), tmp_path / "out", ["records", "html"])
    assert run("html", tmp_path / "out", "-o", tmp_path / "a.html", "--title", "A & B").output == ""
    assert "<title>A &amp; B</title>" in (tmp_path / "a.html").read_text("utf-8")
    assert (tmp_path / "out" / "graph.html").stat().st_size


@pytest.mark.parametrize("arguments", [[], ["out"], ["-o", "a.html"], ["out", "--bundle"]])
def test_a_folder_and_a_file_belong_together(arguments: list[str]) -> None:
    result = run("html", *arguments)
    assert result.exit_code == 2
    assert "-o FILE" in result.stderr


def test_an_installed_package_without_its_script_asks_for_nothing_and_says_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSWEAVE_CACHE", str(tmp_path))
    monkeypatch.setattr(bundle, "_SHIPPED", tmp_path / "none.js")
    monkeypatch.setattr(bundle, "_CHECKOUT", tmp_path / "pyproject.toml")
    monkeypatch.delattr(build, "_run")  # nothing is run
    with pytest.raises(WriteError, match=r"install Node.js .*, then run newsweave html --bundle"):
        bundle.bundle()
    (tmp_path / bundle.cached().name).write_text("made before", "utf-8")
    assert bundle.bundle() == "made before"


def test_without_npm_the_command_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWEAVE_CACHE", str(tmp_path))
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    result = run("html", "--bundle")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("Error: the page's script: npm is not installed; install Node.js")


def test_npm_that_fails_is_told_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho no such\necho 'network is down' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda *_, **__: str(npm))
    with pytest.raises(build.BuildError, match=r"^npm failed: network is down$"):
        build.build(tmp_path / "bundle.js")
    assert not (tmp_path / "bundle.js").exists()


@pytest.mark.browser
def test_the_script_carries_the_licences_of_what_is_in_it() -> None:
    text = bundle.bundle()
    assert text.startswith("/*! This script contains:")
    head = text.partition("*/")[0]
    assert {line.split()[0] for line in head.splitlines() if re.fullmatch(r"\S+ \d+\.\d+\.\d+", line)} >= {
        "sigma",
        "graphology",
        "graphology-layout-forceatlas2",
    }
    assert "</script" not in text.lower()
