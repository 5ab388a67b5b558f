"""Writing a folder: which files, whole or not at all, the same bytes everywhere, nothing heavy loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsweave import exports
from newsweave.config import Config
from newsweave.errors import UnknownNameError, WriteError
from newsweave.exports import FORMATS, records
from newsweave.exports.records import read_records
from tests.factory import make_extraction, make_graph

ROOT = Path(__file__).parents[2]
DEFAULT = ["records.jsonl", "graph.ttl", "graph.nt", "graph.graphml", "graph.gexf"]


def python(code: str, seed: str = "0") -> str:
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout


def test_the_default_set_is_written_into_a_new_folder(tmp_path: Path) -> None:
    graph = make_graph(make_extraction())
    files = exports.write(graph, tmp_path / "new" / "folder")
    assert [file.name for file in files] == DEFAULT
    assert sorted(each.name for each in (tmp_path / "new" / "folder").iterdir()) == sorted(DEFAULT)
    with files[0].open("rb") as stream:
        assert read_records(stream) == graph


def test_formats_can_be_chosen(tmp_path: Path) -> None:
    files = exports.write(make_graph(make_extraction()), tmp_path, ["svg", "gexf", "svg"])
    assert [file.name for file in files] == ["graph.svg", "graph.gexf"]


def test_the_base_reaches_every_format_that_has_iris(tmp_path: Path) -> None:
    config = Config(base="https://a.example/")
    for file in exports.write(make_graph(make_extraction()), tmp_path, None, config)[1:]:
        assert "https://a.example/entity/" in file.read_text("utf-8")


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean turtle"):
        exports.write(make_graph(), tmp_path / "out", ["gexf", "turtel"])
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="file"):
        exports.write(make_graph(), tmp_path / "file")


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (old,) = exports.write(make_graph(), tmp_path, ["records"])
    before = old.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(records, "write_records", full)
    with pytest.raises(WriteError, match=r"records\.jsonl: it cannot be written: no space left on device"):
        exports.write(make_graph(make_extraction()), tmp_path, ["records"])
    assert [each.name for each in tmp_path.iterdir()] == [old.name]
    assert old.read_bytes() == before


def test_files_are_the_same_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib, io\n"
        "from newsweave.config import Config, View\n"
        "from newsweave.exports import FORMATS\n"
        "from tests.factory import TEXT, make_extraction, make_graph\n"
        "graph = make_graph(make_extraction(), make_extraction(TEXT + 'It rained.'))\n"
        "for name, each in FORMATS.items():\n"
        "    for file, writer in each.files():\n"
        "        for view in View:\n"
        "            stream = io.BytesIO()\n"
        "            writer(graph, stream, Config(view=view))\n"
        "            print(file, hashlib.sha256(stream.getvalue()).hexdigest())\n"
    )
    first = python(code, "1")
    assert len(first.splitlines()) == 2 * sum(len(each.files()) for each in FORMATS.values())
    assert python(code, "2") == first


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = python("import sys, newsweave.exports; print(*sys.modules)").split()
    assert {"rdflib", "pyoxigraph", "networkx", "numpy", "spacy", "pyarrow"}.isdisjoint(loaded)


def test_the_formats_are_these() -> None:
    assert {name: (each.file, each.default) for name, each in FORMATS.items()} == {
        "records": ("records.jsonl", True),
        "turtle": ("graph.ttl", True),
        "ntriples": ("graph.nt", True),
        "trig": ("graph.trig", False),
        "nquads": ("graph.nq", False),
        "rdfxml": ("graph.rdf", False),
        "jsonld": ("graph.jsonld", False),
        "graphml": ("graph.graphml", True),
        "gexf": ("graph.gexf", True),
        "ftm": ("graph.ftm.json", False),
        "svg": ("graph.svg", False),
        "csv": ("nodes.csv", False),
        "parquet": ("nodes.parquet", False),
        "cytoscape": ("graph.cyjs", False),
        "neo4j": ("neo4j-nodes.csv", False),
        "html": ("graph.html", False),
    }


def test_a_format_may_have_two_files(tmp_path: Path) -> None:
    files = exports.write(make_graph(make_extraction()), tmp_path, ["neo4j"])
    assert [file.name for file in files] == ["neo4j-nodes.csv", "neo4j-relationships.csv"]


def test_a_format_whose_package_is_missing_is_refused_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(WriteError, match=r"pyarrow, which is not installed; pip install 'newsweave\[parquet\]'"):
        exports.write(make_graph(), "out", ["parquet"])


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("nodes.csv", "Id,Label"),
        ("edges.csv", "Source,Target"),
        ("kg-edges.csv", "Source,Target"),
        ("neo4j-nodes.csv", "id:ID"),
        ("neo4j-relationships.csv", ":START_ID"),
    ],
)
def test_a_table_is_known_by_its_name(tmp_path: Path, name: str, start: str) -> None:
    written = exports.write_file(make_graph(make_extraction()), tmp_path / name)
    assert written.read_text("utf-8").startswith(start)
