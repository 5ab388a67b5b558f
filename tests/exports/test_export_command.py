"""newsweave export: one file in one format, packed by its suffix, or to standard output."""

import gzip
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsweave import pipeline
from newsweave.cli import main
from newsweave.config import Config, Provenance
from newsweave.errors import UnknownNameError, WriteError
from newsweave.exports import FORMATS, format_of, write_file
from newsweave.exports.rdf.syntaxes import SYNTAXES
from tests.factory import make_extraction, make_graph

ROOT = Path(__file__).parents[2]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    pipeline.write(make_graph(make_extraction()), tmp_path / "out", ["records", "turtle"])
    return tmp_path / "out"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", FORMATS)
def test_the_end_of_the_name_tells_the_format(name: str, out: Path) -> None:
    assert format_of(Path(FORMATS[name].file)) == name
    file = out / f"x-{FORMATS[name].file}"
    assert run("export", out, file).exit_code == 0
    plain = file.read_bytes()
    assert run("export", out, "-", "--format", name).stdout_bytes == plain
    assert run("export", out, file.with_name(f"{file.name}.gz")).exit_code == 0
    assert gzip.decompress(file.with_name(f"{file.name}.gz").read_bytes()) == plain


def test_every_syntax_of_rdf_is_a_format_with_its_first_suffix() -> None:
    assert {name: each.suffixes[0] for name, each in SYNTAXES.items()} == {
        name: each.suffix for name, each in FORMATS.items() if each.rdf
    }


def test_a_packed_file_is_the_same_each_time(out: Path) -> None:
    graph = make_graph(make_extraction())
    one, other = write_file(graph, out / "a.nt.gz"), write_file(graph, out / "b.nt.gz")
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes()[4:8] == bytes(4)  # no time


def test_standard_output_is_turtle_unless_told(out: Path) -> None:
    assert run("export", out, "-").stdout_bytes == (out / "graph.ttl").read_bytes()


def test_provenance_and_version_reach_the_writer(out: Path) -> None:
    assert b"nw:Claim" not in run("export", out, "-", "--provenance", "none").stdout_bytes
    assert b"rdf:reifies <<(" in run("export", out, "-", "--rdf", "1.2").stdout_bytes
    quads = run("export", out, "-", "-f", "nquads", "--base", "urn:k/").stdout_bytes
    assert b" <urn:k/doc/" in quads
    same = run("export", out, "-", "-f", "nquads", "--provenance", "statements").stdout_bytes
    assert same == run("export", out, "-", "-f", "ntriples").stdout_bytes


def test_what_cannot_be_is_told(out: Path) -> None:
    assert "there is no '.foo'; available: .csv, .cyjs, .ftm.json, .gexf" in run("export", out, out / "x.foo").output
    assert "did you mean turtle" in run("export", out, "-", "-f", "turtel").output
    assert run("export", out, "x.gexf", "--provenance", "none").exit_code == 2
    assert "it has no named graphs" in run("export", out, out / "x.rdf", "--provenance", "graphs").output
    assert not (out / "x.rdf").exists()
    with pytest.raises(WriteError, match="no such file or directory"):
        write_file(make_graph(), out / "gone" / "x.ttl", config=Config(provenance=Provenance.NONE))
    with pytest.raises(UnknownNameError):
        format_of(Path("records"))


def test_the_python_of_the_page_on_stores_runs(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(out.parent)
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "stores.md").read_text("utf-8"), re.DOTALL)
    exec(block, {})
    lines = run("export", out, "-", "-f", "ntriples").stdout.splitlines()
    assert int(capsys.readouterr().out) == len(lines)


def test_the_commands_of_the_readme_run(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(out.parent)
    readme = (ROOT / "README.md").read_text("utf-8")
    (block,) = [block for block in re.findall(r"```sh\n(.*?)```", readme, re.DOTALL) if "newsweave export" in block]
    commands = [shlex.split(line, comments=True)[1:] for line in block.splitlines()]
    assert [command[0] for command in commands] == ["export", "export", "push", "ontology", "validate"]
    for command in commands:
        result = run(*command, *(["--dry-run"] if command[0] == "push" else []))
        assert result.exit_code == 0, result.output
