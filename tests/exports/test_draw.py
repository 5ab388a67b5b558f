"""Pictures of a part of a graph: what is chosen, what is said of the rest, and PNG."""

import functools
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import resvg_py
from click.testing import CliRunner, Result

from newsweave import pipeline
from newsweave.cli import main
from newsweave.errors import WriteError
from newsweave.exports.draw import draw
from newsweave.exports.rows import edges, nodes
from newsweave.exports.selection import Selected, Selection, select
from newsweave.graph import Graph
from newsweave.types import Kind
from tests.exports.test_svg import chain
from tests.factory import make_extraction, make_graph

SVG = "{http://www.w3.org/2000/svg}"


def names(graph: Graph, selection: Selection) -> set[str]:
    return {node.label for node in chosen(graph, selection).nodes}


def chosen(graph: Graph, selection: Selection) -> Selected:
    return select(nodes(graph), edges(graph), selection)


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Write a row of nine towns."""
    pipeline.write(chain(9), tmp_path / "out", ["records"])
    return tmp_path / "out"


def test_depth_counts_edges_from_the_entity() -> None:
    graph = chain(9)
    middle = graph.find("Town 4").id
    assert names(graph, Selection(around=middle)) == {"Town 3", "Town 4", "Town 5"}
    assert names(graph, Selection(around=middle, depth=2)) == {f"Town {number}" for number in range(2, 7)}


def test_an_entity_that_nothing_ties_is_drawn_alone() -> None:
    graph = chain(3)
    assert names(graph, Selection(around=graph.find("Town 3").id)) == {"Town 3"}


def test_top_keeps_the_nearest_and_counts_what_it_cuts() -> None:
    graph = chain(9)
    found = chosen(graph, Selection(around=graph.find("Town 0").id, depth=5, top=3))
    assert [node.label for node in found.nodes] == ["Town 0", "Town 1", "Town 2"]
    assert (found.cut, found.untied) == (3, 0)


def test_kinds_leave_out_the_others_and_what_only_they_tie() -> None:
    graph = make_graph(make_extraction())
    found = chosen(graph, Selection(kinds=frozenset({Kind.PERSON, Kind.ORG})))
    assert {node.kind for node in found.nodes} == {Kind.PERSON, Kind.ORG}
    tied = {end for edge in found.edges for end in (edge.source, edge.target)}
    assert tied == {node.identifier for node in found.nodes}


def test_the_command_draws_svg_and_png(out: Path, tmp_path: Path) -> None:
    assert run("draw", out, "-o", tmp_path / "a.svg").output == ""
    words = {text.text for text in ET.parse(tmp_path / "a.svg").getroot().iter(f"{SVG}text")}
    assert {"1 article", "Town 0", "located in", "9 entities, 8 edges; 1 more entity not drawn"} <= words
    run("draw", out, "-o", tmp_path / "a.png", "--entity", "town 4", "--title", "Towns")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    shown = run("draw", out, "-o", "-", "--kinds", "person").output
    assert {text.text for text in ET.fromstring(shown).iter(f"{SVG}text")} >= {"0 entities, 0 edges"}


def test_the_command_says_what_it_left_out_and_what_to_do(out: Path, tmp_path: Path) -> None:
    result = run("draw", out, "-o", tmp_path / "a.svg", "--top", 4)
    drawn, left_out = result.stderr.split(" entities drawn, ")
    assert int(drawn) + int(left_out.split()[0]) == 9
    assert "--entity NAME" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "a.gif"], "a.gif: it is the name of no picture; let it end with .svg or .png"),
        (["-o", "a.svg", "--kinds", "town"], "--kinds: there is no 'TOWN'; "),
        (["-o", "a.svg", "--kinds", ","], "--kinds names none; "),
        (["-o", "a.svg", "--depth", "2"], "--depth counts from an entity; "),
        (["-o", "a.svg", "--entity", "Nowhere"], "entity: there is no 'Nowhere'; "),
    ],
)
def test_a_wrong_wish_is_told(arguments: list[str], message: str, out: Path) -> None:
    result = run("draw", out, *arguments)
    assert result.exit_code != 0
    assert f"Error: {message}" in result.stderr


def test_png_without_its_library_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(WriteError, match=r"pip install 'newsweave\[png\]'"):
        draw(chain(3), tmp_path / "a.png")
    assert not (tmp_path / "a.png").exists()


def test_png_without_any_font_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without = functools.partial(resvg_py.svg_to_bytes, skip_system_fonts=True)
    monkeypatch.setattr(resvg_py, "svg_to_bytes", without)
    with pytest.raises(WriteError, match="no font is installed"):
        draw(chain(3), tmp_path / "a.png")
