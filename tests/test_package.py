"""The package as others meet it: its names, its weight, its links and its wheel."""

import importlib.util
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import newsweave

ROOT = Path(__file__).parents[1]
ROOMS = ("exports", "graph", "ingest")
DATA_SUFFIXES = {".typed", ".toml", ".ttl", ".json", ".jsonl", ".tsv", ".txt", ".html", ".css", ".js"}
HEAVY = {
    "spacy",
    "thinc",
    "rdflib",
    "networkx",
    "pyoxigraph",
    "numpy",
    "rich",
    "click",
    "rapidfuzz",
    "httpx",
    "anyascii",
    "py3langid",
    "trafilatura",
    "lxml",
    "pypdf",
    "pyarrow",
    "fastwarc",
}
PUBLIC = [
    "Cluster",
    "Config",
    "Corpus",
    "Document",
    "DocumentError",
    "Entity",
    "Event",
    "Evidence",
    "Extraction",
    "Failure",
    "Form",
    "Graph",
    "Judgement",
    "Kind",
    "Mention",
    "Modality",
    "NewsweaveError",
    "Participant",
    "Polarity",
    "Quote",
    "Span",
    "Statement",
    "Triple",
    "Value",
    "__version__",
    "build",
    "extract",
    "load",
    "make_document",
    "open",
    "read",
    "write",
]


def python(code: str, cwd: Path = ROOT, path: Path = ROOT) -> str:
    """Run code in a fresh interpreter that finds modules in `path` first."""
    program = f"import sys; sys.path.insert(0, {str(path)!r})\n{code}"
    command = [sys.executable, "-W", "error::ImportWarning", "-c", program]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True, timeout=300).stdout


def test_the_public_names_are_these() -> None:
    assert sorted(newsweave.__all__) == PUBLIC == dir(newsweave)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(newsweave, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'newsweave' has no attribute 'weave'"):
        _ = newsweave.weave


@pytest.mark.parametrize("module", ["newsweave", "newsweave.cli", "newsweave.types", "newsweave.errors"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    loaded = python(f"import {module}, json; print(json.dumps(sorted(sys.modules)))")
    allowed = {"click"} if module == "newsweave.cli" else set()
    assert not (HEAVY - allowed) & set(json.loads(loaded))


def test_reading_and_loading_need_no_language_model(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell.")
    code = f"import newsweave; print(len(list(newsweave.read({str(tmp_path)!r}))), 'spacy' in sys.modules)"
    assert python(code).split() == ["1", "False"]
    assert python("import newsweave; newsweave.load; print('spacy' in sys.modules)").strip() == "False"


@pytest.mark.parametrize("room", ROOMS)
def test_the_root_shows_each_room(room: str) -> None:
    link = ROOT / room
    # A checkout without symbolic links holds a small file with the link's words instead.
    target = link.readlink().as_posix() if link.is_symlink() else link.read_text().strip()
    assert target == f"newsweave/{room}"


def test_no_module_is_known_under_two_names() -> None:
    files: dict[str, set[str]] = {}
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and Path(file).resolve().is_relative_to(ROOT / "newsweave"):
            files.setdefault(str(Path(file).resolve()), set()).add(name)
    assert files
    assert {file: names for file, names in files.items() if len(names) > 1} == {}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy-free checkout, with this environment's hatchling if it has one."""
    out = tmp_path_factory.mktemp("wheel")
    isolation = ["--no-isolation"] if importlib.util.find_spec("hatchling") else []
    command = [sys.executable, "-m", "build", "--wheel", *isolation, "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_carries_every_module_and_all_data_once(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "newsweave").rglob("*")
        if path.suffix in {".py", *DATA_SUFFIXES}
    }
    if shutil.which("npm"):
        wanted.add("newsweave/exports/page/bundle.js")
    assert "newsweave/py.typed" in names
    assert names == wanted


@pytest.mark.slow
def test_the_wheel_works_with_the_sources_out_of_the_way(wheel: Path, tmp_path: Path) -> None:
    target, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index"]
    options = ["--disable-pip-version-check", "--root-user-action=ignore", "--target", str(target)]
    subprocess.run([*install, *options, str(wheel)], check=True, timeout=300)
    told = python("import newsweave; print(newsweave.__file__)", cwd=empty, path=target)
    assert Path(told.strip()).is_relative_to(target)
    run = "import runpy; sys.argv[1:] = ['--version']; runpy.run_module('newsweave', run_name='__main__')"
    assert python(run, cwd=empty, path=target).startswith(f"newsweave {newsweave.__version__} ")
    code = "import newsweave as n; [getattr(n, name) for name in n.__all__]; print('whole')"
    assert python(code, cwd=empty, path=target).strip() == "whole"
