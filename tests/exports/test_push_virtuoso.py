"""Pushing into a second store, of another make: Virtuoso, which has a password and no default graph."""

import csv
import shutil
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from newsweave.exports.rdf import quads
from newsweave.exports.stores import push, remove
from newsweave.exports.stores.protocols import PROTOCOLS
from newsweave.exports.stores.sender import Sender
from newsweave.graph import Graph
from tests.factory import TEXT, make_extraction, make_graph
from tests.happenings import make_happenings

pytestmark = pytest.mark.store

SETTINGS = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
"""
PATHS = {"graph-store": "sparql-graph-crud-auth", "update": "sparql-auth"}
COUNT = (
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER (STRSTARTS(STR(?g), 'https://newsweave.')) } GROUP BY ?g"
)
TOLL = """PREFIX nw: <https://w3id.org/newsweave/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?who ?number { ?claim rdf:predicate nw:quantity ; rdf:object ?quantity .
  ?quantity nw:tells "killed" ; rdfs:label ?number .
  OPTIONAL { ?claim nw:attributedTo/rdfs:label ?name } OPTIONAL { ?claim nw:claimantText ?words }
  BIND (COALESCE(?name, ?words) AS ?who) }"""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start Virtuoso on free ports of this machine; give its address."""
    program = shutil.which("virtuoso-t")
    assert program, "apt-get install virtuoso-opensource-7-bin"
    folder, http = tmp_path_factory.mktemp("virtuoso"), free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(SETTINGS.format(folder=folder, sql=free_port(), http=http))
    server = subprocess.Popen(
        [program, "+foreground", "+configfile", str(settings)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{http}/sparql", folder)
        yield f"http://127.0.0.1:{http}"
    finally:
        server.terminate()
        server.wait(timeout=60)


def free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str, folder: Path) -> None:
    for _ in range(300):
        try:
            httpx.get(address, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError((folder / "virtuoso.log").read_text())


def ask(store: str, query: str) -> list[tuple[str, ...]]:
    answer = httpx.get(f"{store}/sparql", params={"query": query, "format": "text/csv"}, trust_env=False, timeout=60)
    return [tuple(row) for row in csv.reader(answer.raise_for_status().text.splitlines()[1:]) if row]


def example() -> Graph:
    return make_graph(make_extraction(), make_extraction(TEXT + "It rained."), make_happenings())


@pytest.mark.parametrize("name", PROTOCOLS)
def test_it_holds_what_was_pushed_answers_and_forgets_what_is_removed(virtuoso: str, name: str) -> None:
    sender = Sender(f"{virtuoso}/{PATHS[name]}", user=("dba", "dba"), digest=True)
    for _ in range(2):
        assert [each.failure for each in push(example(), sender, PROTOCOLS[name], batch=300)] == [None] * 4
    counts = Counter(each.graph_name.value for each in quads(example()))  # type: ignore[union-attr]
    assert set(ask(virtuoso, COUNT)) == {(graph, str(count)) for graph, count in counts.items()}
    assert sorted(ask(virtuoso, TOLL)) == [("Interior Ministry", "At least 18"), ("police", "Dozens")]
    for document in example().documents():
        assert remove(document.id, sender, PROTOCOLS[name])
    assert len(ask(virtuoso, COUNT)) == 1  # what the whole is
    sender.close()
